export { answerOnce, type Answer, type Once } from "./answer-once";
export { idempotentId } from "./hashes";
