// Cost pools, their keys, and what keys count.
export type { BaseKey, Limit, SimpleKey, TwoPartKey } from "../key";
export { poolChoices } from "./choices";
export { unitOf } from "./key-form";
export { LEGAL_MODES, POOL_KINDS, readPoolForm, type PoolForm, type PoolKind } from "./pool-form";
export { poolOf, poolsOf, type PoolDetails, type PoolLine } from "./pools";
export { monthWeights, type MonthWeights } from "./weights-of";
export { addPool, archivePool, editPool, restorePool, type PoolProblem } from "./write-pool";
export { keyChoices, type KeyChoices } from "./key-choices";
export { KEY_GENRES, keyFields, readKeyForm, SIMPLE_NAMES, type KeyGenre } from "./key-form";
export { addKeyVersion, changeKeyVersion, removeKeyVersion, type KeyVersionProblem } from "./key-versions";
export { previewKey, type KeyPreview, type PreviewedMonth } from "./preview-key";
export { keyProblems, MEASURES, USED } from "../key";
export { STANDING } from "../key";
export { measuresOfStructures, setMeasures, type MeasuredStructure } from "./measures";
export { readMeasure, readMeasuresForm } from "./measures-form";
export { readPasted, readQuantity, type LineProblem } from "./reading-form";
export {
  enterReadings,
  readingsOf,
  removeReading,
  validateReading,
  type MonthReadings,
  type ReadingForm,
  type ReadingProblem,
  type Used,
} from "./readings";
