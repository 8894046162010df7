import { CSV_MARK, csvLine, type CsvCell } from "~server/kernel/csv";

type Line = readonly CsvCell[];

/**
 * A file of lines, sent as they are read: `pages` gives some lines at a time, so that a long list is never held whole.
 * A list that breaks in the middle cuts the answer, and the browser says that the file is not complete.
 */
export function csvFile(name: string, headings: readonly string[], pages: AsyncIterable<readonly Line[]>): Response {
  const encoder = new TextEncoder();
  const source = pages[Symbol.asyncIterator]();
  const body = new ReadableStream<Uint8Array>({
    start: (controller) => controller.enqueue(encoder.encode(CSV_MARK + csvLine(headings))),
    pull: async (controller) => {
      const next: IteratorResult<readonly Line[], unknown> = await source.next();
      if (next.done) controller.close();
      else controller.enqueue(encoder.encode(next.value.map(csvLine).join("")));
    },
    cancel: async () => {
      await source.return?.();
    },
  });
  return new Response(body, {
    headers: {
      "Content-Type": "text/csv; charset=utf-8",
      "Content-Disposition": `attachment; filename="${name}.csv"`,
      "Cache-Control": "private, no-store",
    },
  });
}

/** Every page of a list that is read by cursor. */
export async function* allPages<Item, Cursor>(
  read: (after: Cursor | null) => Promise<{ items: readonly Item[]; next: Cursor | null }>,
  line: (item: Item) => Line,
): AsyncGenerator<Line[]> {
  for (let after: Cursor | null = null; ;) {
    const { items, next }: { items: readonly Item[]; next: Cursor | null } = await read(after);
    yield items.map(line);
    if (next === null) return;
    after = next;
  }
}
