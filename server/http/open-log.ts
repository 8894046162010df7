import { pino, stdSerializers, type DestinationStream, type Logger } from "pino";

/**
 * Opens the log. What the database says of a row it refused is left out of errors ("Failing row contains (…)", a value
 * in the wrong form): it may be anything that people typed, the price of a sealed answer too. Its code, the table and
 * the constraint are enough to find what went wrong.
 */
export function openLog(level: string, destination?: DestinationStream): Logger {
  const options = { level, serializers: { err: loggedError } };
  return destination ? pino(options, destination) : pino(options);
}

const SAID_OF_ROWS = ["detail", "where", "hint", "internal_query", "query", "parameters", "args"];

function loggedError(error: Error): Record<string, unknown> {
  return withoutRows({ ...stdSerializers.errWithCause(error) });
}

function withoutRows(line: Record<string, unknown>): Record<string, unknown> {
  const { cause } = line;
  const kept: Record<string, unknown> =
    typeof cause === "object" && cause !== null ? { ...line, cause: withoutRows({ ...cause }) } : { ...line };
  if (!("severity" in line)) return kept;
  for (const key of SAID_OF_ROWS) delete kept[key];
  const message = `database error ${String(line.code)}`;
  return { ...kept, message, stack: String(line.stack).replace(String(line.message), message) };
}
