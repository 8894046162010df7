export { actorIn, contextsOf, type Context } from "./contexts";
