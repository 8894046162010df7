import { deflateSync } from "node:zlib";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import {
  addPhoto,
  editPhotos,
  movePhoto,
  photoFile,
  photoWidths,
  removePhoto,
  resourceOf,
  MAX_PHOTO_BYTES,
  MAX_PHOTOS,
} from "../../server/catalogue";
import { Forbidden, NotFound } from "../../server/kernel/errors";
import { newId } from "../../server/kernel/ids";
import { openWorld, type World } from "../support/world";

let world: World;
beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.close());

/** A picture that is not one colour, so that it weighs what photographs weigh. */
function picture(width = 1600, height = 1200) {
  return sharp({
    create: { width, height, channels: 3, background: "#62245c", noise: { type: "gaussian", mean: 128, sigma: 30 } },
  });
}

const add = (bytes: Uint8Array, room: "pressoir" | "etang" = "pressoir") =>
  addPhoto(world.actors.owner, world.rooms[room].id, { bytes });

async function added(bytes: Uint8Array, room: "pressoir" | "etang" = "pressoir"): Promise<string> {
  const outcome = await add(bytes, room);
  if (!outcome.ok) throw new Error(outcome.problem);
  return outcome.value.id;
}

/** A PNG as anybody can write one: any header, any chunks. */
function png(width: number, height: number, data: Buffer, extra: [string, Buffer][] = []): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const chunk = (type: string, body: Buffer) => {
    const whole = Buffer.alloc(12 + body.length);
    whole.writeUInt32BE(body.length, 0);
    whole.write(type, 4, "latin1");
    body.copy(whole, 8);
    whole.writeUInt32BE(crc(whole.subarray(4, 8 + body.length)), 8 + body.length);
    return whole;
  };
  return Buffer.concat([
    Buffer.from("\x89PNG\r\n\x1a\n", "latin1"),
    chunk("IHDR", header),
    ...extra.map(([type, body]) => chunk(type, body)),
    chunk("IDAT", data),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

function crc(bytes: Buffer): number {
  let sum = 0xffffffff;
  for (const byte of bytes) {
    sum ^= byte;
    for (let bit = 0; bit < 8; bit += 1) sum = sum & 1 ? (sum >>> 1) ^ 0xedb88320 : sum >>> 1;
  }
  return (sum ^ 0xffffffff) >>> 0;
}

const SVG = Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="800" height="600">
  <script>alert(1)</script><image href="file:///etc/passwd"/><rect width="800" height="600"/></svg>`);
const GIF = Buffer.from(
  "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b",
  "hex",
);

describe("a photograph", () => {
  test("is kept as WebP at several widths, none larger than itself", async () => {
    const id = await added(await picture(1600, 1200).jpeg().toBuffer());
    const { photos } = await resourceOf(world.actors.owner, world.rooms.pressoir.id);
    expect(photos).toEqual([{ id, alt: "", width: 1280, height: 960 }]);
    expect(photoWidths(1280)).toEqual([320, 640, 960, 1280]);
    for (const width of photoWidths(1280)) {
      const { format, width: kept } = await sharp(await photoFile(world.actors.employee, id, width)).metadata();
      expect({ format, kept }).toEqual({ format: "webp", kept: width });
    }
    await expect(photoFile(world.actors.employee, id, 1920)).rejects.toThrow(NotFound);
  });

  test.each(["png", "webp", "avif"] as const)("may come as %s", async (format) => {
    const id = await added(await picture(700, 500).toFormat(format, { effort: 1 }).toBuffer(), "etang");
    expect((await photoFile(world.actors.owner, id, 640)).subarray(8, 12).toString()).toBe("WEBP");
  });

  test("loses where it was taken, and stands upright", async () => {
    const bytes = await picture(1200, 800)
      .jpeg()
      .withExif({
        IFD0: { Make: "Telephone", Copyright: "Claire Morin" },
        IFD3: { GPSLatitudeRef: "N", GPSLatitude: "44/1 44/1 0/1", GPSLongitudeRef: "E", GPSLongitude: "5/1 2/1 0/1" },
      })
      .withMetadata({ orientation: 6 })
      .toBuffer();
    expect((await sharp(bytes).metadata()).exif).toBeDefined();
    const id = await added(bytes, "etang");
    const { photos } = await resourceOf(world.actors.owner, world.rooms.etang.id);
    expect(photos.find((photo) => photo.id === id)).toMatchObject({ width: 640, height: 960 });
    const kept = await photoFile(world.actors.owner, id, 640);
    const { exif, xmp, iptc, orientation } = await sharp(kept).metadata();
    expect({ exif, xmp, iptc, orientation }).toEqual({});
    for (const word of ["Telephone", "Claire"]) expect(kept.includes(word)).toBe(false);
  });

  test("is only for whoever may edit the room, and seen in its pôle alone", async () => {
    const bytes = await picture(400, 300).jpeg().toBuffer();
    const { id: room } = world.rooms.pressoir;
    for (const key of ["employee", "administrator", "observer"] as const) {
      await expect(addPhoto(world.actors[key], room, { bytes })).rejects.toThrow(Forbidden);
    }
    await expect(addPhoto(world.actors.neighbour, room, { bytes })).rejects.toThrow(NotFound);
    const id = await added(bytes);
    for (const attempt of [
      () => photoFile(world.actors.neighbour, id, 320),
      () => photoFile(world.actors.employee, newId(), 320),
      () => photoFile(world.actors.employee, "../../etc/passwd", 320),
      () => photoFile(world.actors.employee, id, Number.NaN),
      () => photoFile(world.actors.employee, id, 1e12),
    ]) {
      await expect(attempt()).rejects.toThrow(NotFound);
    }
    for (const key of ["employee", "administrator"] as const) {
      const other = world.actors[key];
      await expect(removePhoto(other, room, id)).rejects.toThrow(Forbidden);
      await expect(movePhoto(other, room, id, 1)).rejects.toThrow(Forbidden);
      await expect(editPhotos(other, room, [{ id, alt: "x" }])).rejects.toThrow(Forbidden);
    }
    // By way of a room that one may edit.
    await expect(removePhoto(world.actors.administrator, world.rooms.veille.id, id)).rejects.toThrow(NotFound);
    await editPhotos(world.actors.administrator, world.rooms.veille.id, [{ id, alt: "Volée" }]);
    await editPhotos(world.actors.owner, room, [{ id, alt: "La grande table" }]);
    const { photos } = await resourceOf(world.actors.owner, room);
    expect(photos.find((photo) => photo.id === id)?.alt).toBe("La grande table");
  });

  test("moves, and goes with its files", async () => {
    const { owner } = world.actors;
    const room = world.rooms.etang.id;
    const order = async () => (await resourceOf(owner, room)).photos.map(({ id }) => id);
    const before = await order();
    const [first = "", second = ""] = before;
    await movePhoto(owner, room, second, -1);
    expect(await order()).toEqual([second, first, ...before.slice(2)]);
    await movePhoto(owner, room, second, -1);
    await removePhoto(owner, room, second);
    expect(await order()).toEqual([first, ...before.slice(2)]);
    const [{ left = 1 } = {}] =
      await world.owner`select count(*)::int as left from photo_files where photo_id = ${second}`;
    expect(left).toBe(0);
    await expect(removePhoto(owner, room, second)).rejects.toThrow(NotFound);
  });
});

describe("what is not a photograph is refused with its reason", () => {
  test.each([
    ["an empty file", () => Buffer.alloc(0), "photo_empty"],
    ["13 MB", () => Buffer.alloc(MAX_PHOTO_BYTES + 1, 0xff), "photo_too_heavy"],
    ["an SVG with a script, named .jpg", () => SVG, "photo_format"],
    ["a GIF", () => GIF, "photo_format"],
    ["a page", () => Buffer.from("<!doctype html><script>alert(1)</script>"), "photo_format"],
    ["a PDF", () => Buffer.from("%PDF-1.7\n"), "photo_format"],
    ["a zip", () => Buffer.from("PK\x03\x04aaaaaaaaaaaaaaaaaaaaaaaaa"), "photo_format"],
    ["two bytes", () => Buffer.from([0xff, 0xd8]), "photo_format"],
    ["a telephone's HEIC", () => Buffer.from("\0\0\0\x18ftypheic\0\0\0\0mif1heic", "latin1"), "photo_heic"],
    [
      "an SVG behind the first bytes of a JPEG",
      () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff]), SVG]),
      "photo_damaged",
    ],
    [
      "a GIF behind the first bytes of a WebP",
      () => Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), GIF]),
      "photo_damaged",
    ],
    [
      "a header of 50 000 × 50 000 pixels",
      () => png(50_000, 50_000, deflateSync(Buffer.alloc(1000))),
      "photo_too_many_pixels",
    ],
    ["a header of no pixels", () => png(0, 0, deflateSync(Buffer.alloc(10))), "photo_damaged"],
    ["a header of more pixels than data", () => png(3000, 3000, deflateSync(Buffer.alloc(1000))), "photo_damaged"],
    [
      "a chunk that swells to 300 MB",
      () =>
        png(800, 600, deflateSync(Buffer.alloc(600 * 2401)), [["iCCP", Buffer.concat([Buffer.from("a\0\0"), bomb()])]]),
      null,
    ],
    ["a thumbnail", () => picture(200, 150).png().toBuffer(), "photo_too_small"],
    ["a ribbon", () => picture(400, 4000).png().toBuffer(), "photo_too_small"],
  ] as const)("%s", async (_, bytes, problem) => {
    const before = process.memoryUsage().rss;
    const outcome = await add(await bytes());
    // What is harmless once read may be kept: nothing of the original is.
    if (problem === null) expect(process.memoryUsage().rss - before).toBeLessThan(200e6);
    else expect(outcome).toEqual({ ok: false, problem });
  });

  test("photographs cut short anywhere", async () => {
    const whole = await picture(1000, 800).jpeg().toBuffer();
    for (const part of [0.01, 0.3, 0.9]) {
      const cut = whole.subarray(0, Math.ceil(whole.length * part));
      expect(await add(cut)).toEqual({ ok: false, problem: "photo_damaged" });
    }
    for (const format of ["png", "webp", "avif"] as const) {
      const other = await picture(700, 500).toFormat(format, { effort: 1 }).toBuffer();
      expect(await add(other.subarray(0, other.length / 2))).toEqual({ ok: false, problem: "photo_damaged" });
    }
  });

  test("random bytes behind every signature, always an answer", async () => {
    const signatures = ["\xff\xd8\xff\xe0", "\x89PNG\r\n\x1a\n", "RIFF\x10\0\0\0WEBPVP8 ", "\0\0\0\x18ftypavif"];
    for (let turn = 0; turn < 40; turn += 1) {
      const noise = Buffer.from(Array.from({ length: 2000 }, (_, i) => (i * 7919 + turn * 104_729) % 256));
      const outcome = await add(Buffer.concat([Buffer.from(signatures[turn % 4] ?? "", "latin1"), noise]));
      expect(outcome.ok).toBe(false);
    }
  });

  test("an animation is kept as its first picture", async () => {
    const frames = await Promise.all(
      [40, 90, 140].map((angle) => picture(400, 300).modulate({ hue: angle }).png().toBuffer()),
    );
    const animated = await sharp(frames, { join: { animated: true } })
      .webp({ delay: [100, 100, 100] })
      .toBuffer();
    expect((await sharp(animated).metadata()).pages).toBe(3);
    const id = await added(animated);
    const { pages, width, height } = await sharp(await photoFile(world.actors.owner, id, 320), {
      pages: -1,
    }).metadata();
    expect({ pages, width, height }).toEqual({ pages: undefined, width: 320, height: 240 });
  });
});

test("a room has twenty photographs at most, even sent all at once", async () => {
  const bytes = await picture(320, 240).jpeg().toBuffer();
  const { id } = world.rooms.haute;
  const outcomes = await Promise.all(
    Array.from({ length: MAX_PHOTOS + 5 }, () => addPhoto(world.actors.owner, id, { bytes })),
  );
  expect(outcomes.filter(({ ok }) => ok)).toHaveLength(MAX_PHOTOS);
  expect(outcomes.filter((outcome) => !outcome.ok && outcome.problem === "photo_too_many")).toHaveLength(5);
  const { photos } = await resourceOf(world.actors.owner, id);
  expect(photos).toHaveLength(MAX_PHOTOS);
});

/** 300 MB of nothing, in 300 kB. */
function bomb(): Buffer {
  return deflateSync(Buffer.alloc(3e8));
}
