import sharp, { type Sharp } from "sharp";
import { done, refused, type Outcome } from "../kernel/outcome";
import { MIN_PHOTO_WIDTH, photoWidths } from "./rules";

/** Bytes of one file at most: a telephone's photograph has 2 to 8 MB. */
export const MAX_PHOTO_BYTES = 12 * 1024 * 1024;

/** 52 million pixels: a telephone's 50; four bytes each once read, which the machine must hold. */
const MAX_PIXELS = 52_000_000;
const MAX_SECONDS = 20;
const AT_ONCE = 2;
const WAITING = 40;

/** Why bytes are not a photograph that can be kept. */
export type PhotoProblem =
  | "photo_empty"
  | "photo_too_heavy"
  | "photo_format"
  | "photo_heic"
  | "photo_damaged"
  | "photo_too_many_pixels"
  | "photo_too_small"
  | "photo_too_slow"
  | "photo_busy";

/** A photograph as it is kept: upright, without what the camera wrote in it, at several widths. */
export interface EncodedPhoto {
  /** Of the largest file. */
  readonly width: number;
  readonly height: number;
  readonly files: readonly { readonly width: number; readonly bytes: Buffer }[];
}

/**
 * Makes a photograph of whatever was sent. Nothing of the original is kept: its pixels are read, within limits of
 * size, number and time, and written anew as WebP.
 */
export async function encodePhoto(bytes: Uint8Array): Promise<Outcome<EncodedPhoto, PhotoProblem>> {
  if (bytes.byteLength === 0) return refused("photo_empty");
  if (bytes.byteLength > MAX_PHOTO_BYTES) return refused("photo_too_heavy");
  const format = formatOf(bytes);
  if (format === "heic") return refused("photo_heic");
  if (!format) return refused("photo_format");
  if (waiting >= WAITING) return refused("photo_busy");
  return inTurn(() => readAndWrite(bytes, format));
}

async function readAndWrite(bytes: Uint8Array, format: Format): Promise<Outcome<EncodedPhoto, PhotoProblem>> {
  try {
    const original = open(bytes);
    const seen = await original.metadata();
    // libvips looks at the content too: if the two readings differ, it is made to deceive.
    if (seen.format !== LOADERS[format]) return refused("photo_format");
    if (seen.width * seen.height > MAX_PIXELS) return refused("photo_too_many_pixels");
    const { width, height } = seen.autoOrient;
    const widths = photoWidths(width);
    const largest = widths.at(-1);
    // Five times as tall as wide is a ribbon, which no page can show.
    if (largest === undefined || height < MIN_PHOTO_WIDTH / 2 || height > width * 5) return refused("photo_too_small");

    const { data, info } = await original
      .autoOrient()
      .resize({ width: largest })
      .flatten({ background: "#ffffff" })
      .toColourspace("srgb")
      .timeout({ seconds: MAX_SECONDS })
      .raw()
      .toBuffer({ resolveWithObject: true });
    const { channels } = info;
    const files = [];
    for (const target of widths) {
      const written = await sharp(data, { raw: { width: info.width, height: info.height, channels } })
        .resize({ width: target })
        .webp({ quality: 80, effort: 4 })
        .timeout({ seconds: MAX_SECONDS })
        .toBuffer();
      files.push({ width: target, bytes: written });
    }
    return done({ width: info.width, height: info.height, files });
  } catch (error) {
    return refused(problemOf(error));
  }
}

function open(bytes: Uint8Array): Sharp {
  return sharp(bytes, {
    failOn: "error",
    limitInputPixels: MAX_PIXELS,
    // Of an animation, the first picture.
    pages: 1,
    sequentialRead: true,
  });
}

/** What libvips says when it gives up; all it can say about somebody else's bytes is a refusal, never our fault. */
function problemOf(error: unknown): PhotoProblem {
  const said = error instanceof Error ? error.message : "";
  if (/pixel limit/i.test(said)) return "photo_too_many_pixels";
  if (/timeout/i.test(said)) return "photo_too_slow";
  return "photo_damaged";
}

type Format = "jpeg" | "png" | "webp" | "avif";
const LOADERS: Record<Format, string> = { jpeg: "jpeg", png: "png", webp: "webp", avif: "heif" };

/** The format that the first bytes announce, whatever the file is called: only these are handed to libvips. */
function formatOf(bytes: Uint8Array): Format | "heic" | null {
  const text = (from: number, to: number) => String.fromCharCode(...bytes.subarray(from, to));
  if (text(0, 3) === "\xff\xd8\xff") return "jpeg";
  if (text(0, 8) === "\x89PNG\r\n\x1a\n") return "png";
  if (text(0, 4) === "RIFF" && text(8, 12) === "WEBP") return "webp";
  if (text(4, 8) !== "ftyp") return null;
  const brand = text(8, 12);
  if (brand === "avif" || brand === "avis") return "avif";
  // The first brand may be the family's ("mif1"): the compatible ones follow.
  const length = Math.min(bytes.byteLength, new DataView(bytes.buffer, bytes.byteOffset).getUint32(0), 256);
  const brands = text(8, length);
  return brands.includes("avif") ? "avif" : /hei[cxms]|hev[cx]|mif1/.test(brands) ? "heic" : null;
}

// Reading pictures takes processor and memory: a few at a time, the others wait, and too many are told to come back.
let running = 0;
let waiting = 0;
const queue: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= AT_ONCE) {
    waiting += 1;
    await new Promise<void>((resolve) => queue.push(resolve));
    waiting -= 1;
  } else {
    running += 1;
  }
  try {
    return await work();
  } finally {
    // Its place goes to the next in line, who is counted already.
    const next = queue.shift();
    if (next) next();
    else running -= 1;
  }
}
