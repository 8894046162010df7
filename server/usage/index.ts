export { bookingsBehind, type After, type Behind, type CountedBooking } from "./bookings-behind";
export { change, heatOf, LONGEST_DAYS, rate, spanAround, turned, type Days, type Span } from "./rules";
export { usageOf, type ResourceShare, type Share, type Totals, type Usage } from "./usage-of";
