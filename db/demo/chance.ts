import { createHash } from "node:crypto";

/** The same id for the same name, each time the demonstration is loaded (a UUID, version 8 of RFC 9562). */
export function demoId(name: string): string {
  const hex = createHash("sha256").update(`grappe demonstration: ${name}`).digest("hex");
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** A stream of numbers in [0, 1) that is the same for the same seed (mulberry32). */
export function chance(seed: string): () => number {
  let state = createHash("sha256").update(seed).digest().readUInt32LE(0);
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
