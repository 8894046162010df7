export { monthsOf } from "./overview/months-of";
export { beginReview } from "./periods/begin-review";
export { askClosing } from "./periods/ask-closing";
export { closePeriod } from "./periods/close-period";
export { decideDispute } from "./periods/decide-dispute";
export { lockPeriod } from "./periods/lock-period";
export { remindMembers } from "./periods/remind-members";
export { crontab, tasks } from "./tasks";
