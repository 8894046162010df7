import type { ApiRoute } from "~/http/api";
import { loader as answer } from "./answer";
import { loader as answerDeparture } from "./answer-departure";
import { loader as answerFile } from "./answer-file";
import { loader as answerFiles } from "./answer-files";
import { loader as answerForm } from "./answer-form";
import { loader as answerInvitation } from "./answer-invitation";
import { loader as answerMember } from "./answer-member";
import { loader as answerMembers } from "./answer-members";
import { loader as answerPartners } from "./answer-partners";
import { loader as answerReceipt } from "./answer-receipt";
import { loader as answerShares } from "./answer-shares";
import { loader as answerSignature } from "./answer-signature";
import { loader as answerSubmission } from "./answer-submission";
import { loader as answerWithdrawal } from "./answer-withdrawal";
import { loader as answers } from "./answers";
import { loader as needAnswering } from "./need-answering";
import { loader as needAnswers } from "./need-answers";
import { loader as needPartnerCall } from "./need-partner-call";
import { loader as approvals } from "./approvals";
import { loader as availability } from "./availability";
import { loader as baskets } from "./baskets";
import { loader as blocking } from "./blocking";
import { loader as blockings } from "./blockings";
import { loader as booking } from "./booking";
import { loader as bookingApproval } from "./booking-approval";
import { loader as bookingCancellation } from "./booking-cancellation";
import { loader as bookingCheckIn } from "./booking-check-in";
import { loader as bookingMove } from "./booking-move";
import { loader as bookingMoveUndo } from "./booking-move-undo";
import { loader as bookingOffer } from "./booking-offer";
import { loader as bookingRestoration } from "./booking-restoration";
import { loader as bookingPreview } from "./booking-preview";
import { loader as calendarImport } from "./calendar-import";
import { loader as calendarImports } from "./calendar-imports";
import { accounts } from "./described-accounts";
import { loader as display } from "./display";
import { loader as displays } from "./displays";
import { loader as orders } from "./orders";
import { loader as statisticsBookings } from "./statistics-bookings";
import { loader as incidentMaintenance } from "./incident-maintenance";
import { loader as reading } from "./reading";
import { loader as resourceLog } from "./resource-log";
import { loader as seriesChanges } from "./series-changes";
import { loader as seriesChangesPreview } from "./series-changes-preview";
import { loader as bookingReturn } from "./booking-return";
import { loader as bookings } from "./bookings";
import { loader as calendarLink } from "./calendar-link";
import { loader as calendarLinks } from "./calendar-links";
import { loader as oneImport } from "./import";
import { loader as importConfirmation } from "./import-confirmation";
import { loader as importLines } from "./import-lines";
import { loader as imports } from "./imports";
import { loader as incident } from "./incident";
import { loader as incidentClosing } from "./incident-closing";
import { loader as incidentReopening } from "./incident-reopening";
import { loader as incidentServing } from "./incident-serving";
import { loader as incidents } from "./incidents";
import { loader as me } from "./me";
import { loader as need } from "./need";
import { loader as needAddenda } from "./need-addenda";
import { loader as needCancellation } from "./need-cancellation";
import { loader as needDocument } from "./need-document";
import { loader as needDocuments } from "./need-documents";
import { loader as needLots } from "./need-lots";
import { loader as needPublication } from "./need-publication";
import { loader as needQuestionAnswer } from "./need-question-answer";
import { loader as needQuestions } from "./need-questions";
import { loader as needRefusal } from "./need-refusal";
import { loader as needRefusals } from "./need-refusals";
import { loader as needs } from "./needs";
import { loader as needsOurs } from "./needs-ours";
import { loader as awardContract } from "./award-contract";
import { loader as awardContractEnd } from "./award-contract-end";
import { loader as awardDeliveries } from "./award-deliveries";
import { loader as awardDelivery } from "./award-delivery";
import { loader as awardRating } from "./award-rating";
import { loader as needAward } from "./need-award";
import { loader as needAwards } from "./need-awards";
import { loader as needDecision } from "./need-decision";
import { loader as needEnding } from "./need-ending";
import { loader as needLetters } from "./need-letters";
import { loader as needLotLeft } from "./need-lot-left";
import { loader as needSatisfaction } from "./need-satisfaction";
import { loader as answerClarification } from "./answer-clarification";
import { loader as answerClarifications } from "./answer-clarifications";
import { loader as needConsensus } from "./need-consensus";
import { loader as needEvaluation } from "./need-evaluation";
import { loader as needMinutes } from "./need-minutes";
import { loader as needOpening } from "./need-opening";
import { loader as needOpeningSecond } from "./need-opening-second";
import { loader as needPanel } from "./need-panel";
import { loader as needPanelDeclaration } from "./need-panel-declaration";
import { loader as needPanelMember } from "./need-panel-member";
import { loader as needRanking } from "./need-ranking";
import { loader as needScores } from "./need-scores";
import { loader as needScoresFinished } from "./need-scores-finished";
import { loader as openedAnswer } from "./opened-answer";
import { loader as openedAnswerAdmission } from "./opened-answer-admission";
import { loader as openedAnswerClarifications } from "./opened-answer-clarifications";
import { loader as openedAnswers } from "./opened-answers";
import { loader as places } from "./places";
import { loader as resource } from "./resource";
import { loader as resourceArchiving } from "./resource-archiving";
import { loader as resourceAvailability } from "./resource-availability";
import { loader as resourceBlockings } from "./resource-blockings";
import { loader as resourceComposition } from "./resource-composition";
import { loader as resourceAddons } from "./resource-addons";
import { loader as resourceParts } from "./resource-parts";
import { loader as resourcePhoto } from "./resource-photo";
import { loader as resourcePhotos } from "./resource-photos";
import { loader as resourceSessions } from "./resource-sessions";
import { loader as resourceUnits } from "./resource-units";
import { loader as session } from "./session";
import { loader as sessionCancellation } from "./session-cancellation";
import { loader as unit } from "./unit";
import { loader as resourceRates } from "./resource-rates";
import { loader as resourceRules } from "./resource-rules";
import { loader as resources } from "./resources";
import { loader as oneSeries } from "./series";
import { loader as seriesCancellation } from "./series-cancellation";
import { loader as seriesPreview } from "./series-preview";
import { loader as series } from "./series-start";
import { loader as resourceUse } from "./resource-use";
import { loader as settings } from "./settings";
import { loader as structure } from "./structure";
import { loader as structurePeople } from "./structure-people";
import { loader as structures } from "./structures";
import { loader as statistics } from "./statistics";
import { loader as waiting } from "./waiting";
import { loader as waitingPlace } from "./waiting-place";

/**
 * Every route of the API but the document itself, in the order of app/routes.ts. A new one adds its line here; a
 * test misses it otherwise.
 * Not in a route's own file: Remix empties those of their loaders for the browser.
 */
export function described(): ApiRoute[] {
  return [
    me,
    resources,
    resource,
    resourceRules,
    resourceRates,
    resourceUse,
    resourceUnits,
    unit,
    resourceSessions,
    session,
    sessionCancellation,
    resourceParts,
    resourceAddons,
    resourcePhotos,
    resourcePhoto,
    displays,
    display,
    resourceLog,
    reading,
    calendarImports,
    calendarImport,
    resourceAvailability,
    places,
    availability,
    bookings,
    bookingPreview,
    booking,
    bookingCancellation,
    series,
    seriesPreview,
    oneSeries,
    seriesChanges,
    seriesChangesPreview,
    seriesCancellation,
    baskets,
    resourceComposition,
    resourceBlockings,
    resourceArchiving,
    blockings,
    blocking,
    bookingMove,
    bookingMoveUndo,
    bookingRestoration,
    bookingApproval,
    bookingOffer,
    bookingCheckIn,
    bookingReturn,
    approvals,
    waiting,
    waitingPlace,
    incidents,
    incident,
    incidentMaintenance,
    incidentClosing,
    incidentServing,
    incidentReopening,
    needs,
    needsOurs,
    need,
    needLots,
    needDocuments,
    needDocument,
    needPublication,
    needCancellation,
    needAddenda,
    needQuestions,
    needQuestionAnswer,
    needRefusal,
    needRefusals,
    needAnswering,
    needAnswers,
    needPartnerCall,
    answers,
    answer,
    answerFiles,
    answerFile,
    answerForm,
    answerPartners,
    answerMembers,
    answerMember,
    answerInvitation,
    answerDeparture,
    answerShares,
    answerSignature,
    answerSubmission,
    answerWithdrawal,
    answerReceipt,
    needOpening,
    needOpeningSecond,
    needMinutes,
    openedAnswers,
    openedAnswer,
    openedAnswerAdmission,
    openedAnswerClarifications,
    answerClarifications,
    answerClarification,
    needPanel,
    needPanelDeclaration,
    needPanelMember,
    needScores,
    needScoresFinished,
    needConsensus,
    needEvaluation,
    needRanking,
    needAwards,
    needAward,
    awardContract,
    awardContractEnd,
    awardDeliveries,
    awardDelivery,
    awardRating,
    needLotLeft,
    needDecision,
    needEnding,
    needSatisfaction,
    needLetters,
    orders,
    ...accounts(),
    statistics,
    statisticsBookings,
    structures,
    structure,
    structurePeople,
    settings,
    imports,
    oneImport,
    importLines,
    importConfirmation,
    calendarLinks,
    calendarLink,
  ];
}
