import type { Same } from "../same";
import type fr from "../fr/errors";

const errors: Same<typeof fr> = {
  title: "",
  required: "Please fill in this field.",
  too_long: "This text is too long.",
  too_short: "This text is too short.",
  invalid: "This value is not accepted.",
  invalid_email: "This address is incomplete: the @ or the end may be missing, as in name@structure.fr.",
  invalid_date: "This date does not exist. Write it like 26/11/2026.",
  password_too_short: "It needs at least 12 characters. Three or four words in a row will do.",
  password_too_long: "It can have at most 200 characters.",
  password_too_common: "This password is too easy to guess: it looks like many others, or like your name.",
  passwords_differ: "The two passwords are not the same.",
};
export default errors;
