import type postgres from "postgres";

/** The types of the elements we use, with the number of their arrays' type (pg_type.typarray; it never changes). */
const ARRAYS: Record<string, { array: number; read: (text: string) => unknown }> = {
  bool: { array: 1000, read: (text) => text === "t" },
  int2: { array: 1005, read: Number },
  int4: { array: 1007, read: Number },
  text: { array: 1009, read: (text) => text },
  timestamptz: { array: 1185, read: (text) => new Date(text) },
  date: { array: 1182, read: (text) => text },
  uuid: { array: 2951, read: (text) => text },
};

/**
 * Lists in both directions, without asking the server for its array types at each connection: a question to which
 * postgres.js 3.4 attaches no net (a connection that dies meanwhile stops the process). Of one dimension.
 */
export const arrayTypes: Record<string, postgres.PostgresType> = Object.fromEntries(
  Object.entries(ARRAYS).map(([name, { array, read }]) => [
    `${name}s`,
    { to: array, from: [array], serialize: writeArray, parse: (text: string) => readArray(text, read) },
  ]),
);

function writeArray(list: readonly unknown[] | string): string {
  if (typeof list === "string") return list;
  const elements = list.map((element) => {
    if (element === null || element === undefined) return "NULL";
    const text = element instanceof Date ? element.toISOString() : String(element as string | number | boolean);
    return `"${text.replace(/[\\"]/g, "\\$&")}"`;
  });
  return `{${elements.join(",")}}`;
}

/** `{a,"b \"c\"",NULL}`: an element is quoted where it would be misread. */
function readArray(text: string, read: (text: string) => unknown): unknown[] {
  const elements: unknown[] = [];
  for (const [, quoted, bare] of text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)) {
    if (quoted !== undefined) elements.push(read(quoted.replace(/\\(.)/gs, "$1")));
    else elements.push(bare === "NULL" ? null : read(bare ?? ""));
  }
  return elements;
}
