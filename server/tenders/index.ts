export {
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
export { needOf, type Onlooker } from "./need-of";
export { stageOf, takesQuestions, type Stage } from "./rules";
export { isTrade, searchTrades, tradeLabel, tradeOf, TRADES, tradesWithin, type Trade } from "./trades";
