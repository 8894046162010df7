import type { Same } from "../same";
import type fr from "../fr/api";

const api: Same<typeof fr> = {
  title: "Request refused",
  statuses: {
    "400": "Unreadable request",
    "401": "Token needed",
    "403": "Forbidden",
    "404": "Not found",
    "405": "Method refused",
    "409": "Conflict",
    "415": "Format refused",
    "422": "Request refused",
    "500": "Internal error",
    "503": "Unavailable",
  },
  problems: {
    token_required: {
      title: "Token needed",
      detail: "Send your token in the header Authorization: Bearer followed by the token.",
    },
    token_invalid: {
      title: "Token refused",
      detail: "This token is unknown or revoked, or its structure has left the pôle. Create another one.",
    },
    no_such_address: { title: "Not found", detail: "There is nothing at this address. See /api/v1/openapi.json." },
    not_found: { title: "Not found", detail: "It does not exist, or not for you." },
    forbidden: { title: "Forbidden", detail: "Your role does not allow it." },
    insufficient_scope: {
      title: "Out of the token's scope",
      detail: "This token does not have the scope {scope}. Make another one that has it.",
    },
    free_now: { title: "It is free", detail: "This time is free: book it right now." },
    offer_gone: { title: "Offer gone", detail: "This place is no longer offered: it went to others." },
    already_answered: { title: "Already answered", detail: "This request already has its answer." },
    answer_overdue: { title: "Too late", detail: "The time to answer is over: the request has expired." },
    earlier_month_open: {
      title: "An earlier month is open",
      detail: "An earlier month is not locked yet: what this one carries on of it is not known. Lock it first.",
    },
    paid_above_ceiling: {
      title: "Above the ceiling",
      detail: "It is more than the ceiling that was granted, with what has come already. Check the amount.",
    },
    nothing_paid: {
      title: "Nothing is paid",
      detail: "An instalment is above zero. Send last: true if nothing more will come.",
    },
    not_in_review: { title: "Not in review", detail: "This month is not in review." },
    review_is_over: {
      title: "The review is over",
      detail: "The date of the review has passed: write to the pôle, which will correct it in a later month.",
    },
    amount_above_share: { title: "Too large", detail: "One disputes no more than one’s share." },
    nothing_to_dispute: {
      title: "Nothing to dispute",
      detail: "This share is not to be paid: there is nothing to dispute.",
    },
    already_disputed: {
      title: "Disputed already",
      detail: "This share is disputed already. Take the dispute back, then file another.",
    },
    is_disputed: {
      title: "A share is disputed",
      detail: "A share of this statement is disputed: first take the dispute back.",
    },
    amount_moved: {
      title: "The amount has changed",
      detail: "The amount is not the one that you read any more. Read the statement again, then answer.",
    },
    already_decided: { title: "Decided already", detail: "This dispute has its answer already." },
    granted_out_of_range: { title: "Out of the dispute", detail: "Grant from 0 to the amount disputed, no more." },
    granted_above_share: {
      title: "More than the share",
      detail: "Grant at most what the share comes to, less what was given back on it before.",
    },
    month_locked: { title: "Month locked", detail: "Decide once the month is closed: the amount waits apart." },
    words_missing: { title: "No explanation", detail: "Say why to who disputed it." },
    not_open: { title: "The month is further", detail: "This month is not open any more: it is locked or closed." },
    not_locked: { title: "The month is not locked", detail: "Lock this month before you close it." },
    already_closed: {
      title: "The month is closed",
      detail: "This month is closed: a correction comes in a later month.",
    },
    review_ends_too_early: {
      title: "The review is too short",
      detail: "The review would end before it begins: give a day to come.",
    },
    something_missing: { title: "Something is missing", detail: "This month cannot be locked yet: {missing}." },
    closing_under_way: { title: "Closing under way", detail: "This month is being closed: wait a moment." },
    entry_reversed: {
      title: "Taken back already",
      detail: "This entry is taken back already, or takes another one back.",
    },
    entry_of_document: {
      title: "Entry of a document",
      detail: "This entry comes from a document: correct that, and a new entry follows.",
    },
    entry_reused: {
      title: "Identifier already used",
      detail: "This key has served for another entry: start again with a new one.",
    },
    day_to_come: { title: "Day to come", detail: "This day has not come yet." },
    account_exists: { title: "Account already there", detail: "This account number exists already." },
    account_does_not_fit: {
      title: "Account that does not fit",
      detail: "The account given to {role} cannot serve for it: see structures in GET /ledger/accounts.",
    },
    account_has_balance: {
      title: "Account with a balance",
      detail: "The account that serves for {role} today is not at zero: settle it before it is changed.",
    },
    letter_settles: {
      title: "Lines that do not settle",
      detail: "The lines of a letter are of one account of one structure, and make zero.",
    },
    lettered_once: {
      title: "Lettered already",
      detail: "One of these lines has its letter already: take that off first.",
    },
    cost_pools_name: { title: "Name already taken", detail: "Another pool has this name." },
    staff_loan_agreed: {
      title: "Agreement needed",
      detail: "A loan of staff has an agreement: give agreement and agreedOn.",
    },
    staff_loan_by_principal: {
      title: "In the pôle's own name",
      detail: "A loan of staff is the pôle's own: actsAs is principal.",
    },
    staff_loan_nature: {
      title: "Charges of another nature",
      detail: "Something else than salaries, social charges and expenses is charged to this pool already.",
    },
    pool_has_open_charges: {
      title: "Open charges",
      detail: "Approved charges of this pool wait for a closing: change how it counts after that.",
    },
    participant_bore: {
      title: "Bore a share already",
      detail: "A structure that bore a share is not taken out: give it a last day.",
    },
    participates_once: { title: "Twice on a day", detail: "A structure would take part twice on the same day." },
    no_participants: {
      title: "Nobody takes part",
      detail: "Name who takes part (participants), or all members (everyone).",
    },
    key_cannot_share: { title: "Impossible key", detail: "This key cannot share anything: {reasons}." },
    key_version_served: {
      title: "Version that served",
      detail: "A closed month was shared by this key until {until}: give a new one from the day after.",
    },
    key_begins_that_day: {
      title: "Same day",
      detail: "Another version of the key begins on that day: change that one.",
    },
    reading_month_locked: {
      title: "Month locked",
      detail: "This month is locked or closed: its readings change no more.",
    },
    calls_made: {
      title: "Calls made already",
      detail: "Calls of this year are made for these pools: their number stays, and a budget does too.",
    },
    decided_meanwhile: { title: "Decided already", detail: "This funding has its answer already: read it again." },
    notified_already: {
      title: "Decision entered already",
      detail: "The same decision of the same funder is entered for this pool already: it would be deducted twice.",
    },
    paid_before_notified: { title: "Day too early", detail: "The payment would come before the notification." },
    no_band: { title: "Empty scale", detail: "Give one band at least." },
    last_band_open: { title: "Last band", detail: "The last band has no end: upTo is null." },
    bands_out_of_order: { title: "Bands out of order", detail: "Bands go upwards." },
    amount_not_whole: { title: "Amount refused", detail: "Each fee is a whole number of cents, 0 or more." },
    flat_has_one_band: { title: "One band alone", detail: "A flat fee has one band." },
    scale_called: { title: "Scale called", detail: "The fees of this year are called: the scale changes no more." },
    fees_called: { title: "Nothing to call", detail: "All the fees that are known are called." },
    fees_moved: {
      title: "Amounts changed",
      detail: "The fees are not those that you read any more. Read them again, then start over.",
    },
    charge_refused: { title: "Charge refused", detail: "This charge cannot be taken so: {reason}." },
    nothing_due: { title: "Nothing to call", detail: "Nothing is left to call for this month." },
    calls_moved: {
      title: "The amounts have changed",
      detail: "The calls are not those that you read any more. Read them again, then start over.",
    },
    due_too_early: { title: "Due too early", detail: "It would be due before it is called." },
    ends_before_start: { title: "Period reversed", detail: "The end comes before the start." },
    session_past: {
      title: "Session begun",
      detail: "This session has begun or is over: it can no longer be cancelled.",
    },
    unknown_unit: { title: "Unknown unit", detail: "One of these units is not of this resource." },
    changed_meanwhile: {
      title: "Changed meanwhile",
      detail:
        "Somebody changed it since the version that you read. Read it again, then start over: the version is now {version}.",
    },
    not_ready: {
      title: "Nothing to confirm",
      detail:
        "A line at least is wrong, or none has anything to do: see the lines of the import, then send the file again.",
    },
    weights_make_100: {
      title: "Points to adjust",
      detail: "The criteria of a lot do not make 100 points: adjust them.",
    },
    need_is_published: {
      title: "Need published",
      detail: "This need is out: it changes by an addendum (POST /needs/…/addenda).",
    },
    other_photos: {
      title: "Other photographs",
      detail: "Name all the photographs of the resource, each once: they are in photoIds.",
    },
    unknown_reference: {
      title: "Unknown reference",
      detail: "A structure, a place or a resource named here does not belong to this pôle, or cannot serve for that.",
    },
    already_exists: { title: "Already done", detail: "This id is taken by something else already." },
    already_shown: {
      title: "Already shown",
      detail: "This link exists already. Its address is shown once: withdraw it and make another one.",
    },
    too_many_links: { title: "Too many links", detail: "You have many links already. Withdraw one that is of no use." },
    method_not_allowed: {
      title: "Method refused",
      detail: "This address does not know this method. The Allow header lists those it knows.",
    },
    json_expected: { title: "JSON needed", detail: "Send JSON, with the header Content-Type: application/json." },
    multipart_expected: {
      title: "File needed",
      detail: "Send multipart/form-data, with the file in the part file.",
    },
    invalid_multipart: {
      title: "Unreadable body",
      detail: "The request's body is not well-formed multipart/form-data.",
    },
    invalid_json: { title: "Unreadable JSON", detail: "The body of the request is not well-formed JSON in UTF-8." },
    invalid_input: { title: "Fields to correct", detail: "At least one field must be corrected: see errors." },
    bad_idempotency_key: {
      title: "Unreadable key",
      detail: "Idempotency-Key has 1 to 200 visible ASCII characters, without spaces.",
    },
    idempotency_key_reused: {
      title: "Key already used",
      detail: "This Idempotency-Key came with another request. Take a new one.",
    },
    in_progress: {
      title: "Request in progress",
      detail: "The same request is in progress. Try again in a moment with the same key.",
    },
    period_too_long: {
      title: "Period too long",
      detail: "{days, plural, one {Ask for # day at most.} other {Ask for # days at most.}}",
    },
    unknown_rrule: {
      title: "Unknown repetition",
      detail:
        "rrule is written as in RFC 5545, without DTSTART, such as FREQ=WEEKLY;BYDAY=MO,TH;COUNT=10: DAILY, WEEKLY with BYDAY, MONTHLY with BYMONTHDAY or BYDAY=1MO, INTERVAL, then COUNT or UNTIL=20270630.",
    },
    not_all: { title: "Nothing is booked", detail: "One thing at least cannot be booked: see errors. Nothing is." },
    same_day: {
      title: "The same day twice",
      detail: "Two weekdays would become the same.",
    },
    basket_full: {
      title: "Too much at once",
      detail: "Book {most} things at most at once, what goes with them included.",
    },
    already_used: { title: "Id already taken", detail: "These bookings exist already, for somebody else." },
    offline: { title: "Database away", detail: "The database does not answer. Try again in a moment." },
    internal_error: {
      title: "Internal error",
      detail: "Something broke on our side. Give us the reference “instance” of this answer.",
    },
  },
  undo: {
    slot_taken_since: "The former time has been taken meanwhile: the booking stays where it is.",
    free_minutes_taken:
      "The free hours of the former time went to another booking meanwhile: this one stays where it is. Move it again, the price is shown first.",
    too_late_to_restore:
      "A move can be undone within {minutes} minutes, while nothing else has changed. Move it again.",
  },
  fields: {
    required: "This field is needed.",
    type: "A value of type {expected} is needed.",
    too_long: "{count, plural, one {# character at most.} other {# characters at most.}}",
    too_short: "{count, plural, one {# character at least.} other {# characters at least.}}",
    too_many: "{count, plural, one {# value at most.} other {# values at most.}}",
    too_big: "{limit} at most.",
    too_small: "{limit} at least.",
    instant: "An instant with its offset is needed: 2026-11-26T14:00:00+01:00.",
    date: "A date is needed: 2026-11-26.",
    id: "An identifier is needed (a UUID in lower case).",
    format: "This value is not understood.",
    unknown: "This field is unknown.",
    one_of: "One of these values is needed: {values}.",
    no_show_invalid: "From 5 to 1,440 minutes, or null.",
    hours_thrice: "A day opens twice at most.",
    customer_twice: "These customers have their rate above already.",
    order: "The end comes before the start.",
    two_prices: "The price is a criterion of this lot already.",
    above_scale: "The lowest mark goes from 0 to the highest.",
    not_of_need: "This lot or criterion is not of this need.",
    lot_twice: "This lot is named twice.",
    not_member: "This structure is not in the group, or has not accepted yet.",
    email: "Address expected, like name@structure.org.",
    not_of_answer: "This lot or criterion is not of this need, or not of this answer.",
    cursor: "This cursor does not come from this list. Start again from the first page.",
  },
  document: {
    title: "Grappe API",
    description:
      "What a page can do, the API can do. A token acts for a person, on behalf of a structure, in a pôle. Instants carry their offset; amounts are in cents, taxes included.",
    token: "API token: npm run --silent token -- --email … --structure …",
    idempotencyKey: "One key a write: the same request sent twice is done once and gets the first answer again.",
    success: "Done",
    created: "Created",
    location: "Address of what was created",
    replayed: "true when the answer is that of a request already made",
  },
};
export default api;
