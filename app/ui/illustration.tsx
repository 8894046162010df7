import type { ReactNode } from "react";

const drawings = {
  /** A calendar with one grain taken: nothing booked yet. */
  calendar: (
    <>
      <rect x="14" y="22" width="92" height="74" rx="10" fill="#fff" stroke="var(--color-sand-400)" strokeWidth="2.5" />
      <path d="M14 42h92" stroke="var(--color-sand-400)" strokeWidth="2.5" />
      <path d="M38 14v16M82 14v16" stroke="var(--color-grape-700)" strokeWidth="5" strokeLinecap="round" />
      <g fill="var(--color-grape-100)">
        <circle cx="34" cy="57" r="6" />
        <circle cx="52" cy="57" r="6" />
        <circle cx="70" cy="57" r="6" />
        <circle cx="88" cy="57" r="6" />
        <circle cx="34" cy="77" r="6" />
        <circle cx="52" cy="77" r="6" />
        <circle cx="88" cy="77" r="6" />
      </g>
      <circle cx="70" cy="77" r="6" fill="var(--color-leaf-400)" />
    </>
  ),
  /** A magnifying glass over a bunch: nothing found. */
  search: (
    <>
      <g fill="var(--color-grape-300)">
        <circle cx="24" cy="22" r="10" />
        <circle cx="72" cy="22" r="10" />
        <circle cx="48" cy="64" r="10" />
      </g>
      <g fill="var(--color-grape-200)">
        <circle cx="48" cy="22" r="10" />
        <circle cx="36" cy="43" r="10" />
      </g>
      <circle cx="68" cy="52" r="24" fill="#fff" stroke="var(--color-grape-700)" strokeWidth="5" />
      <path d="m86 70 18 18" stroke="var(--color-grape-700)" strokeWidth="8" strokeLinecap="round" />
      <circle
        cx="68"
        cy="52"
        r="10"
        fill="none"
        stroke="var(--color-leaf-600)"
        strokeWidth="3"
        strokeDasharray="4.5 3.4"
      />
    </>
  ),
  /** A closed box with a leaf: put away, not there any more. */
  box: (
    <>
      <path d="M30 52h60v44a6 6 0 0 1-6 6H36a6 6 0 0 1-6-6Z" fill="var(--color-grape-200)" />
      <path d="M24 40a6 6 0 0 1 6-6h60a6 6 0 0 1 6 6v12H24Z" fill="var(--color-grape-700)" />
      <path d="M48 68h24" stroke="var(--color-grape-700)" strokeWidth="5" strokeLinecap="round" />
      <path d="M60 28c-2-12 6-20 20-20 1 12-7 21-20 20Z" fill="var(--color-leaf-500)" />
    </>
  ),
  /** Grains joined on a vine, one of them empty: people or structures still to come. */
  bunch: (
    <>
      <path
        d="M30 30 48 61 66 30 84 61 102 30M48 61l18 31 18-31"
        fill="none"
        stroke="var(--color-grape-400)"
        strokeWidth="6"
      />
      <g fill="var(--color-grape-300)">
        <circle cx="30" cy="30" r="14" />
        <circle cx="102" cy="30" r="14" />
        <circle cx="84" cy="61" r="14" />
      </g>
      <g fill="var(--color-grape-700)">
        <circle cx="66" cy="30" r="14" />
        <circle cx="48" cy="61" r="14" />
      </g>
      <circle
        cx="66"
        cy="92"
        r="13"
        fill="#fff"
        stroke="var(--color-leaf-600)"
        strokeWidth="3"
        strokeDasharray="4.5 3.4"
      />
    </>
  ),
} satisfies Record<string, ReactNode>;

/** The name of a drawing for an empty state. */
export type IllustrationName = keyof typeof drawings;

/** A small drawing in the colours of the product; decoration only. */
export function Illustration({ name }: { name: IllustrationName }) {
  return (
    <svg viewBox="0 0 120 110" aria-hidden="true">
      {drawings[name]}
    </svg>
  );
}
