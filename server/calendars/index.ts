export { closeChanges, openChanges } from "./changes";
export { changesStream } from "./changes-stream";
export { feedOf, type Feed } from "./feed";
export { calendarLinkForm, type FeedSubject } from "./forms";
export { calendarLinksOf, makeCalendarLink, revokeCalendarLink, type CalendarLink } from "./links";
