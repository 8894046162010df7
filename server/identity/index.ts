export { countAttempt, type TooMany } from "./attempts";
export { changePassword, passwordSince, resetPassword, type BadPassword } from "./change-password";
export { DEMO_PASSWORD, demoAccounts } from "./demo-accounts";
export { chooseLocale, editProfile, telephoneOf } from "./edit-profile";
export * from "./forms";
export { ANSWER_TIME, LINK_MINUTES, linkOwner, requestLink, signInByLink, type LinkGone } from "./links";
export { passwordProblem, type PasswordProblem } from "./password-rules";
export { hashPassword } from "./passwords";
export { addPerson, personByEmail } from "./people";
export { deviceOf, type Device } from "./rules";
export { hashSecret, newSecret } from "./secrets";
export {
  endOtherSessions,
  endSession,
  endSessionOf,
  openSession,
  rememberActingFor,
  sessionOf,
  sessionsOf,
  type Client,
  type Opened,
  type SessionSeen,
  type SignedIn,
} from "./sessions";
export { signIn, type SignInProblem } from "./sign-in";
export { crontab, tasks } from "./tasks";
