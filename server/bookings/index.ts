export { leaveOffer, takeOffer } from "./answer-offer";
export { type ApprovalBy } from "./approval-by";
export { approveRequest, declineRequest } from "./decide-request";
export { considerMove, moveBooking, type MoveForm, type MoveProblem } from "./move-booking";
export { undoMove } from "./undo-move";
export { bookingCrontab, bookingTasks } from "./tasks";
export { joinWaiting, leaveWaiting, waitingOf, type Waiting, type WaitingProblem } from "./waiting";
export { addBlocking, affectedBy, bookingsMetBy, stopForMaintenance, type BlockingForm } from "./add-blocking";
export { alternativesTo } from "./alternatives-to";
export { blockingForm } from "./blocking-form";
export { countRequests, requestsOf, type Requests } from "./requests-of";
export { type BlockingKind } from "./blocking";
export { blockingsOf, type Blocking } from "./blockings-of";
export { replaceImportedBlockings, type ImportedBlocking } from "./import-blockings";
export { readBookables, type Bookable } from "./bookable";
export { endBlocking, removeBlocking } from "./remove-blocking";
export { bookerOf, type Booker } from "./booker";
export { placeBookings, placing, type Refusals, type RefusalsByRank } from "./place";
export { addonsOf, bookedTogether } from "./booked-together";
export { bookingOf, type BookingDetails, type BookingEvent } from "./booking-of";
export { type Booking, type BookingForm, type BookingState } from "./booking";
export { bookingsOf, type BookingsPage, type BookingsSearch } from "./bookings-of";
export { callOffSession } from "./call-off-session";
export { cancelBooking } from "./cancel-booking";
export { type ResourceCard } from "./cards";
export { considerBooking, type Consideration } from "./consider-booking";
export { type Day, type Occupation, type Segment } from "./day";
export { bookingForm, CANCEL_REASONS, cancellationForm, requestAnswerForm, waitingForm } from "./forms";
export {
  findFree,
  findFreeByKind,
  findFreeSessions,
  MOST_COUNTED,
  type FreeOrder,
  type FreeOverview,
  type FreeResults,
  type NearOffer,
  type Offer,
  type OverQuota,
} from "./find-free";
export { type SessionOffer } from "./find-sessions";
export { type ResourceFilters, type Search } from "./free-resources";
export { everyWeek, hoursOn, openPeriods, type Closed, type Hours, type OpeningHours, type Season } from "./opening";
export {
  monthOf,
  planningOf,
  type DaySummary,
  type MonthPlanning,
  type Planning,
  type PlanningSearch,
} from "./planning-of";
export { customerOf, priceFor, type Customer, type Price, type PriceReason, type Quote, type Rate } from "./price";
export { freeMinutesOf, type FreeMinutes } from "./free-minutes";
export type {
  BookingProblem,
  BrokenRule,
  CancellationProblem,
  ChangeProblem,
  ClockProblem,
  QuotaExceeded,
  DecisionProblem,
  OfferProblem,
  Refusal,
  RestorationProblem,
  Suggestion,
} from "./problems";
export { rehearseBookings, type Rehearsed } from "./rehearse-bookings";
export { requestBooking } from "./request-booking";
export { restoreBooking } from "./restore-booking";
export { RESTORATION_MINUTES } from "./terms";
export { BOOKING_EVENTS, type BookingNews } from "./tell";
export { type SeenBooking } from "./seen-booking";
export { useWeights, type UseWeight } from "./use-weights";
export { usesOf } from "./uses-of";
export { titleFor } from "./visibility";
export { freeIntervals, LONGEST_AVAILABILITY_DAYS, weekOf, type Week } from "./week-of";
export { STEP_EVENTS, takeStep, type Step, type StepAuthor } from "./steps";
export { cancelSeries, type CancelledDates } from "./series/cancel-series";
export { changeSeries, type ConfirmedChange, type SeriesChangeProblem } from "./series/change-series";
export { considerChange, type ChangePreview, type ConsideredChange } from "./series/consider-change";
export { type SeriesChange } from "./series/plan-change";
export { areDistinct, weekdaysIn } from "./series/weekdays";
export { considerSeries, type SeriesPreview } from "./series/consider-series";
export { type Schedule, type ScheduleProblem } from "./series/dates";
export { isEveryWorkday, repetitionOf, rruleOf, type Frequency, type Repetition } from "./series/repetition";
export {
  type Choice,
  type Choices,
  type ConsideredDate,
  type SeriesAsked,
  type SeriesProblem,
  type SeriesWay,
} from "./series/series";
export { resourcesOfKind } from "./series/resources-of-kind";
export { seriesOf, type SeriesDetails } from "./series/series-of";
export { startSeries } from "./series/start-series";
