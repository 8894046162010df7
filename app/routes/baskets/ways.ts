import { isId } from "~server/kernel/ids";

/** What a way out changes of a line. */
interface Way {
  readonly resourceId: string;
  readonly start: Date;
  readonly end: Date;
  readonly quantity: number;
}

/** What the button that takes a way out sends. */
export function wayValue({ resourceId, start, end, quantity }: Way): string {
  return [resourceId, start.toISOString(), end.toISOString(), quantity].join(" ");
}

/** What wayValue() wrote; null for anything else. */
export function readWay(value: string): Way | null {
  const [resourceId, from = "", to = "", count = ""] = value.split(" ");
  const [start, end, quantity] = [new Date(from), new Date(to), Number(count)];
  const isSound =
    isId(resourceId) &&
    !Number.isNaN(start.getTime()) &&
    !Number.isNaN(end.getTime()) &&
    Number.isInteger(quantity) &&
    quantity >= 1 &&
    quantity <= 1000;
  return isSound ? { resourceId, start, end, quantity } : null;
}
