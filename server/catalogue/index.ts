export { addPhoto, MAX_PHOTOS } from "./add-photo";
export { addResource } from "./add-resource";
export { parseAmount } from "./amounts";
export { arrangePhotos } from "./arrange-photos";
export { archiveResource } from "./archive-resource";
export { addResources, changeResources, resourcesInDetail, type BroughtResource } from "./bring-in";
export { compositionOf, type Composition, type CourseSession, type LinkedResource, type Part } from "./composition";
export { addonChoices, setAddons, type AddonChoice } from "./edit-addons";
export { partSources, setParts, type PartChoice, type PartsProblem, type PartSource } from "./edit-parts";
export { addSession, cancelSession, endSession, type SessionProblem } from "./edit-sessions";
export {
  addUnits,
  labelUnits,
  restoreUnit,
  retireUnit,
  unitsFor,
  type BookingInTheWay,
  type Unit,
  type UnitProblem,
} from "./edit-units";
export { countKinds } from "./count-kinds";
export { editPhotos } from "./edit-photos";
export { editResource, type ChangedMeanwhile } from "./edit-resource";
export { readFilters, type CatalogueFilters, type CatalogueSort } from "./filters";
export { addonsForm, addPartForm, addUnitsForm, callOffForm, sessionForm, unitLabelsForm } from "./forms-composition";
export { NO_SHOWS } from "./forms-use";
export { editRules } from "./edit-rules";
export { editForm, firstRulesForm, photosForm, resourceForm, type EditForm, type ResourceForm } from "./forms";
export { rulesOfResource } from "./read-rules";
export { ruleWarnings, type RuleWarning } from "./rule-warnings";
export { rulesForm, type RulesForm } from "./rules-form";
export { STEPS } from "./week-form";
export { APPROVALS, ASKERS, MEASURES, OPEN_TO, type ResourceRules, type RuledCustomer } from "./resource-rules";
export {
  FEATURE_KEYS,
  isKindKey,
  KIND_KEYS,
  kindOf,
  type Attribute,
  type AttributeKey,
  type AttributeValue,
  type BookingRules,
  type FeatureKey,
  type Kind,
  type KindKey,
  type ResourceAttributes,
  type StartStep,
} from "./kinds";
export {
  listResources,
  resourcesAfter,
  type CataloguePage,
  type Facet,
  type FilterName,
  type Position,
  type Vocabulary,
} from "./list-resources";
export { movePhoto } from "./move-photo";
export { encodePhoto, MAX_PHOTO_BYTES, type PhotoProblem } from "./photo-encoding";
export { photoFile } from "./photo-file";
export {
  choicesOf,
  comingBookings,
  resourceOf,
  type Owner,
  type Photo,
  type Place,
  type Resource,
  type ResourceSummary,
} from "./queries";
export { editRates } from "./edit-rates";
export { RATES_OF_R } from "./rate-rows";
export { RATE_DAYS, RATE_PERIODS, RATE_STEPS, ratePartsOf, ratesForm } from "./rates-form";
export { CUSTOMERS, rateFor, type Customer, type Rate, type RatePeriod, type RateStep } from "./rates";
export { removePhoto } from "./remove-photo";
export { restoreResource } from "./restore-resource";
export {
  groupHours,
  photoWidths,
  ruleFacts,
  spanOfDays,
  spanOfMinutes,
  type HoursGroup,
  type OpeningHours,
  type RuleFact,
  type Span,
} from "./rules";
