import { fileURLToPath } from "node:url";
import sharp from "sharp";
import type { DemoRoom } from "./describe";

/** The widths that every photo of the catalogue is kept in, in pixels. */
const WIDTHS = [320, 640, 960, 1280];

/** One picture of a room in every width; some are mirrored or recoloured so that each room has its own look. */
export async function renderPicture(
  picture: DemoRoom["pictures"][number],
): Promise<{ width: number; height: number; files: { width: number; bytes: Buffer }[] }> {
  const source = fileURLToPath(new URL(`./photos/${picture.file}.webp`, import.meta.url));
  const files = await Promise.all(
    WIDTHS.map(async (width) => {
      let image = sharp(source).resize({ width, height: Math.round((width * 2) / 3), fit: "cover" });
      if (picture.mirrored) image = image.flop();
      if (picture.hue) image = image.modulate({ hue: picture.hue });
      return { width, bytes: await image.webp({ quality: 76 }).toBuffer() };
    }),
  );
  return { width: 1280, height: 853, files };
}
