/** One line of the table: what was measured beside what, in the same run. */
export interface Measure {
  readonly what: string;
  readonly value: string;
  readonly beside: string;
  /** value / beside, or what the line is about. */
  readonly ratio: number;
  /** The aim in words, and whether it was reached; absent when there is none. */
  readonly aim?: { readonly words: string; readonly reached: boolean };
}

/** The middle of several durations of `work`, in milliseconds, after one run that warms up. */
export async function median(times: number, work: () => Promise<unknown>): Promise<number> {
  await work();
  const durations: number[] = [];
  for (let i = 0; i < times; i += 1) durations.push(await duration(work));
  durations.sort((a, b) => a - b);
  return durations[Math.floor(durations.length / 2)] ?? 0;
}

/** How long `work` takes, in milliseconds. */
export async function duration(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Does `work` for each item, `lanes` at a time; the milliseconds it took in all. */
export function inLanes<T>(items: readonly T[], lanes: number, work: (item: T) => Promise<unknown>): Promise<number> {
  const waiting = [...items];
  const lane = async () => {
    for (let item = waiting.shift(); item !== undefined; item = waiting.shift()) await work(item);
  };
  return duration(() => Promise.all(Array.from({ length: lanes }, lane)));
}

export const milliseconds = (value: number) => `${value.toFixed(value < 10 ? 2 : 0)} ms`;
export const perSecond = (count: number, took: number) => `${Math.round((count * 1000) / took)}/s`;
export const kilobytes = (bytes: number) => `${(bytes / 1000).toFixed(1)} kB`;

/** The measures as a table for a terminal. */
export function table(measures: readonly Measure[]): string {
  const rows = [
    ["measured", "here", "beside", "ratio", "aim"],
    ...measures.map(({ what, value, beside, ratio, aim }) => [
      what,
      value,
      beside,
      ratio.toFixed(2),
      aim ? `${aim.words} ${aim.reached ? "✓" : "✗"}` : "",
    ]),
  ];
  const widths = rows[0]!.map((_, column) => Math.max(...rows.map((row) => row[column]!.length)));
  return rows
    .map((row) =>
      row
        .map((cell, column) => cell.padEnd(widths[column]!))
        .join("  ")
        .trimEnd(),
    )
    .join("\n");
}
