export { endSessionOf, rememberActingFor, sessionOf, type SignedIn } from "./sessions";
