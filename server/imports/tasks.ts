import { runImport } from "./run-import";

/** The jobs of the background worker. */
export const tasks = { "run-import": runImport };
