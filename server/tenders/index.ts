export type { Answer, AnswerForm, AnswerShare, GroupInvitation, PartnerCall, Submission } from "./answers/answer";
export { ANSWER_FORMS } from "./answers/answer";
export { answeringOf, type Answering } from "./answers/answer-of";
export { answerKeyOf } from "./answers/answer-key";
export { answersOf, type AnswerLine } from "./answers/answers-of";
export { beginAnswer } from "./answers/begin-answer";
export { missingIn, remainders, type Missing } from "./answers/completeness";
export { addAnswerFile, answerFile, removeAnswerFile } from "./answers/files";
export { answerForm, euros, isChosen, MOST_TYPED, wholeHours } from "./answers/forms";
export {
  answerInvitation,
  askableStructures,
  chooseForm,
  inviteMember,
  leaveGroup,
  removeMember,
} from "./answers/group";
export { callForPartner } from "./answers/partner-calls";
export type { AnswerProblem } from "./answers/problems";
export { receiptOf, type Receipt } from "./answers/receipts";
export { signingMark, signShare, writeShares } from "./answers/shares";
export { submitAnswer, withdrawAnswer } from "./answers/submit-answer";
export { writeAnswer, writtenMark, type AnswerKey, type AnswerTyped } from "./answers/write-answer";
export { awaitedOf, type Awaited, type AwaitedKind } from "./awaited";
export {
  CRITERION_KINDS,
  NEED_KINDS,
  OPENNESS,
  RESERVATIONS,
  type Addendum,
  type Criterion,
  type CriterionKind,
  type Lot,
  type Need,
  type NeedFile,
  type NeedKind,
  type NeedState,
  type OpenTo,
  type Question,
  type Reservation,
} from "./need";
export type { AmendedLot, Amendment, NeedChange } from "./change-rules";
export { needDocument } from "./need-document";
export { needNow, type NeedNow } from "./need-now";
export { needOf, type Onlooker } from "./need-of";
export { ownNeeds, type OwnNeed } from "./own-needs";
export { pastWinners, YEARS_OF_WINNERS } from "./past-winners";
export { criteriaOf, MODELS, pointsLeft, STEPS, type CriterionDraft, type Step } from "./posting-rules";
export {
  addAddendum,
  cancelNeed,
  publishNeed,
  readinessOf,
  type AddendumForm,
  type PostingProblem,
  type Readiness,
} from "./publish-need";
export { answerQuestion, askQuestion, type QuestionProblem } from "./questions";
export { stageOf, takesQuestions, timeLeft, type Stage } from "./rules";
export { textOf } from "./text-of";
export { isTrade, tradeLabel, TRADES, type Trade } from "./trades";
export { readNeedFilters, VALUES, WITHIN, type NeedFilters } from "./filters";
export { findNeeds, findPublicNeeds, needsAfter, type FoundNeed, type FoundNeeds } from "./find-needs";
export { REFUSAL_REASONS, refusalOf, refusalsOf, refuseNeed, takeRefusalBack, type RefusalReason } from "./refuse-need";
export { replaceLots } from "./replace-lots";
export { publicNeed, type PublicNeed } from "./public-need";
export {
  addDocuments,
  editCriteria,
  editLots,
  editNeed,
  MAX_DOCUMENTS,
  removeDocument,
  startNeed,
  type LotDraft,
  type NeedFields,
} from "./write-need";
// Opening and what was opened.
export { admitAnswer, isDecided, type AdmissionProblem } from "./judging/admit-answer";
export { buyerSideOf, type BuyerSide } from "./judging/buyer-side";
export { comparisonOf } from "./judging/compare";
export { endEvaluation, openConsensus, writeConsensus } from "./judging/consensus";
export { judgingOf, sitsOnPanel, type Judging, type PanelMember } from "./judging/judging-of";
export {
  addToPanel,
  biddersToDeclare,
  declareForPanel,
  panelCandidates,
  removeFromPanel,
  type Candidate,
} from "./judging/panel";
export type { JudgingCode, JudgingProblem } from "./judging/problems";
export { rankingOf, type LotRanking, type RankedOffer } from "./judging/ranking-of";
export { awaited, readScore, sitting, spreadOf, type JudgingStep, type Score } from "./judging/score-rules";
export { finishScoring, resumeScoring, writeScores, type Entry } from "./judging/scores";
export { alertsOf, noteTold, searchesToTell, type Alert } from "./alerts";
export {
  editSearch,
  FREQUENCIES,
  keepSearch,
  MOST_SEARCHES,
  removeSearch,
  searchesOf,
  searchOfLink,
  searchOfOwn,
  stopSearch,
  type Frequency,
} from "./searches";
export { hoursDoneInYear, needsOfYear, wonInYear, type CountedNeed, type HoursDone, type Won } from "./impact/behind";
export { impactOf, type Impact } from "./impact/impact-of";
export {
  editIntroduction,
  introducible,
  introductionOf,
  introductionsOfYear,
  recordIntroduction,
  removeIntroduction,
  type Introduction,
  type IntroductionForm,
} from "./impact/introductions";
// Awarding, and what follows.
export { awardingOf, type AwardingOf } from "./awarding/awarding-of";
export type { Award, Candidate as AwardCandidate, Contract, Delivery, LotToAward, Rating } from "./awarding/award";
export type { AwardProblem } from "./awarding/change";
export { decideAward, endInterest, endWithoutAward } from "./awarding/decide-award";
export {
  decideDelivery,
  declareDelivery,
  endContract,
  rateAward,
  recordContract,
  type ContractForm,
  type DeliveryForm,
} from "./awarding/follow-award";
export { letterFor, lettersOf, type Letter } from "./awarding/letters";
export { marketOf, type AwardKey, type Market } from "./awarding/market";
export { dropProposal, leaveLot, proposeAward, type AwardForm } from "./awarding/propose-award";
export { isAwarded, isEligible, outcomeOf, progressOf, takesProposals } from "./awarding/rules";
export { asksWhetherMet, sayWhetherMet, WHETHER_MET, type WhetherMet } from "./awarding/say-whether-met";
export {
  answerClarification,
  askClarification,
  askedOfUs,
  clarificationsOf,
  type Clarification,
  type ClarificationProblem,
} from "./judging/clarify";
export { minutesOf, registerOf, type Minutes, type MinutesLine, type RegisterLine } from "./judging/minutes";
export { askOpening, openNeed, takeOpeningBack, type OpeningProblem } from "./judging/open-need";
export type { OpenedAnswer } from "./judging/opened-answers";
export { pointsToCheck, type PointToCheck } from "./judging/points-to-check";
export { openedFile } from "./judging/opened-file";
export { openingOf, type MayOpen, type OpeningOf } from "./judging/opening-of";
export { openedOf, type Opened } from "./judging/reading";
export { packageOf, releaseOf, type ReleaseFacts } from "./impact/ocds";
export { publicReleaseFacts, releaseFactsOf } from "./impact/ocds-facts";
