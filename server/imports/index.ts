export { type CellProblem, type KindWords } from "./cells";
export { confirmImport } from "./confirm-import";
export { headingOf, IMPORT_KINDS, type Field, type ImportKind } from "./headings";
export { IMPORT_LIMITS, type FileProblem } from "./limits";
export { previewImport } from "./preview-import";
export { importOf, importsOf, type ImportPreview, type ImportSeen } from "./queries";
export { type LineAction, type LineNote, type PlannedLine } from "./rules";
export { tasks } from "./tasks";
export { templateFile } from "./template";
