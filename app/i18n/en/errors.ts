import type { Same } from "../same";
import type fr from "../fr/errors";

const errors: Same<typeof fr> = {
  // A line of the summary above a form.
  ofField: "{field}: {problem}",
  required: "Please fill in this field.",
  too_long: "This text is too long.",
  too_short: "This text is too short.",
  invalid: "This value is not accepted.",
  invalid_email: "This address is incomplete: the @ or the end may be missing, as in name@structure.fr.",
  invalid_date: "This date does not exist. Write it like 26/11/2026.",
  password_too_short: "It needs at least 12 characters. Three or four words in a row will do.",
  password_too_long: "It can have at most 200 characters.",
  password_too_common: "This password is too easy to guess: it looks like many others, or like your name.",
  choose_scope: "Tick one box at least: a token with none would open nothing.",
  not_a_form: "What arrived is not a form.",

  too_large: "This number is too large.",
  too_small: "This number is too small.",
  time_invalid: "This time cannot be read. Write it like 14:30.",
  hours_missing: "An open day needs its hours.",
  hours_incomplete: "A time is missing.",
  hours_reversed: "It closes before it opens.",
  hours_overlap: "It reopens before it first closes.",
  amount_invalid: "This amount cannot be read. Write it like 6.00.",
  price_required: "Give one price at least, or choose “Nothing in particular”.",
  hour_required: "Without a price of the hour, no hours at another price.",
  halfDay_below_shorter: "A half-day would cost less than something shorter.",
  day_below_shorter: "A day would cost less than something shorter.",
  week_below_shorter: "A week would cost less than something shorter.",
  period_past_midnight:
    "A period ends after it begins, at midnight at the latest. For the night, add one on the next day.",
  periods_overlap: "Two periods overlap.",
  cap_below_hour: "A day would cost less than an hour.",
  max_below_min: "The longest duration is shorter than the shortest.",
  not_in_steps: "This duration does not fall on the step.",
  day_of_year_invalid: "There is no such day in the year.",
  season_overlap: "This season overlaps another: each day has one season.",
  closure_reversed: "The last day comes before the first.",
  prime_needed: "A quota counts the busiest hours alone: say which they are.",
  notice_beyond_horizon: "That way nobody could ever book: it is earlier than the earliest.",

  wrong_sign_in: "This address and this password do not go together.",
  too_many_attempts: "Many attempts in a short time. Try again in {minutes, plural, one {a minute} other {# minutes}}.",
  wrong_current: "This is not your current password.",

  already_member: "This structure is already in the pôle.",
  already_invited: "An invitation is already waiting for an answer. You can send it again.",
  already_colleague: "This person already works for the structure.",
  membership_ended: "This structure is no longer in the pôle.",
  last_administrator:
    "This is the only person who administers the structure: without them nobody could invite or give access. Appoint somebody else first.",
  ends_before_start: "The membership begins after this day.",
  already_ended: "This membership has already ended.",
  other_address: "The invitation is addressed to somebody else.",
  has_account: "There is already an account at this address: sign in to accept.",
  already_created: "This token has already been created. Its secret is shown only once: revoke it and create another.",
  already_shown: "This link is made already. Its address is shown only once: remove it and make another.",
  too_many_links: "You have many links already. Remove one that is no longer of use.",
};
export default errors;
