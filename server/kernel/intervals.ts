/** From `start` included to `end` excluded, in any one unit: minutes of a day, milliseconds. Empty when end ≤ start. */
export interface Interval {
  readonly start: number;
  readonly end: number;
}

/** Whether two intervals share something; touching is not sharing. */
export function overlaps(a: Interval, b: Interval): boolean {
  return Math.max(a.start, b.start) < Math.min(a.end, b.end);
}

/** Whether `outer` holds all of `inner`; merge() first what may touch. */
export function contains(outer: Interval, inner: Interval): boolean {
  return outer.start <= inner.start && inner.end <= outer.end;
}

/** The same ground in as few intervals as possible: sorted, apart, none empty; those that touch are joined. */
export function merge(intervals: readonly Interval[]): Interval[] {
  const merged: { start: number; end: number }[] = [];
  const sorted = intervals.filter((interval) => interval.start < interval.end).sort((a, b) => a.start - b.start);
  for (const { start, end } of sorted) {
    const last = merged.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else merged.push({ start, end });
  }
  return merged;
}

/** What is open and not busy, merged. */
export function subtract(open: readonly Interval[], busy: readonly Interval[]): Interval[] {
  const taken = merge(busy);
  const free: Interval[] = [];
  let first = 0;
  for (const { start, end } of merge(open)) {
    let from = start;
    while (first < taken.length && taken[first]!.end <= start) first += 1;
    for (let next = first; next < taken.length && taken[next]!.start < end; next += 1) {
      const { start: takenFrom, end: takenTo } = taken[next]!;
      if (from < takenFrom) free.push({ start: from, end: takenFrom });
      from = takenTo;
    }
    if (from < end) free.push({ start: from, end });
  }
  return free;
}

/** What is in both lists, merged. */
export function intersect(a: readonly Interval[], b: readonly Interval[]): Interval[] {
  const [left, right] = [merge(a), merge(b)];
  const common: Interval[] = [];
  for (let i = 0, j = 0; i < left.length && j < right.length;) {
    const [one, other] = [left[i]!, right[j]!];
    if (overlaps(one, other)) {
      common.push({ start: Math.max(one.start, other.start), end: Math.min(one.end, other.end) });
    }
    if (one.end < other.end) i += 1;
    else j += 1;
  }
  return common;
}
