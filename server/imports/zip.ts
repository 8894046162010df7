import { inflateRawSync } from "node:zlib";
import { IMPORT_LIMITS, Unreadable } from "./limits";

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const MAX_ENTRIES = 1_000;

/** The files of an archive by name, each unpacked only when asked for. */
export interface Archive {
  has(name: string): boolean;
  /** The text of a file, in UTF-8. @throws Unreadable when it is absent, damaged or larger than the limit */
  text(name: string): string;
}

/**
 * Opens a ZIP archive held in memory by its central directory. Sizes announced are not believed: unpacking stops at
 * the limit, whatever the archive says. Encryption, ZIP64 and archives in several parts are not read.
 * @throws Unreadable
 */
export function openArchive(bytes: Buffer): Archive {
  const entries = guarded(() => directoryOf(bytes));
  return {
    has: (name) => entries.has(name),
    text: (name) => {
      const entry = entries.get(name);
      if (!entry) throw new Unreadable({ code: "damaged" });
      return guarded(() => unpack(bytes, entry)).toString("utf8");
    },
  };
}

interface Entry {
  readonly method: number;
  readonly packed: number;
  readonly offset: number;
}

function directoryOf(bytes: Buffer): Map<string, Entry> {
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 5, 6]));
  if (end < 0 || bytes.readUInt32LE(end) !== END) throw new Unreadable({ code: "damaged" });
  const count = bytes.readUInt16LE(end + 10);
  if (count > MAX_ENTRIES) throw new Unreadable({ code: "damaged" });
  const entries = new Map<string, Entry>();
  let at = bytes.readUInt32LE(end + 16);
  for (let left = count; left > 0; left -= 1) {
    if (bytes.readUInt32LE(at) !== ENTRY) throw new Unreadable({ code: "damaged" });
    const [name, extra, comment] = [28, 30, 32].map((place) => bytes.readUInt16LE(at + place)) as [
      number,
      number,
      number,
    ];
    entries.set(bytes.toString("utf8", at + 46, at + 46 + name), {
      method: bytes.readUInt16LE(at + 10),
      packed: bytes.readUInt32LE(at + 20),
      offset: bytes.readUInt32LE(at + 42),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

function unpack(bytes: Buffer, { method, packed, offset }: Entry): Buffer {
  if (bytes.readUInt32LE(offset) !== LOCAL) throw new Unreadable({ code: "damaged" });
  const start = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28);
  const data = bytes.subarray(start, start + packed);
  if (method === 0) return data;
  if (method !== 8) throw new Unreadable({ code: "damaged" });
  return inflateRawSync(data, { maxOutputLength: IMPORT_LIMITS.unpackedBytes });
}

/** Reading past the end, and data that does not unpack, are a damaged file; only the limit has its own sentence. */
function guarded<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    if (error instanceof Unreadable) throw error;
    const tooLarge = error instanceof Error && "code" in error && error.code === "ERR_BUFFER_TOO_LARGE";
    throw new Unreadable({ code: tooLarge ? "unpacks_too_large" : "damaged" });
  }
}
