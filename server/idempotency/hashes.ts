import { createHash } from "node:crypto";
import type { Actor } from "../kernel/actor";

/** Name space of the ids below, drawn once (RFC 9562, 5.5). */
const NAMESPACE = Buffer.from("5f1c2a7e9d3b4e0a8c64b1f07d92e3aa", "hex");

/**
 * The id that a write made with `key` gives to what it creates: always the same one (a UUID version 5). A crash
 * between the write and the keeping of its answer then still makes one thing, not two.
 */
export function idempotentId(actor: Pick<Actor, "poleId" | "personId">, key: string): string {
  const hash = createHash("sha1").update(NAMESPACE).update(`${actor.poleId}/${actor.personId}/${key}`).digest();
  hash.writeUInt8(0x50 | (hash.readUInt8(6) & 0x0f), 6);
  hash.writeUInt8(0x80 | (hash.readUInt8(8) & 0x3f), 8);
  return hash.toString("hex", 0, 16).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

/** What tells two requests apart: the same key may only come again with the same one. Key order does not count. */
export function fingerprint(request: {
  structureId: string | null;
  method: string;
  address: string;
  body: unknown;
}): Buffer {
  return createHash("sha256").update(JSON.stringify(request, sortKeys)).digest();
}

function sortKeys(_key: string, value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)));
}
