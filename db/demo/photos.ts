import { fileURLToPath } from "node:url";
import type postgres from "postgres";
import sharp from "sharp";
import { demoId } from "./chance";
import type { DemoPole, DemoRoom } from "./describe";
import { poleId, resourceId } from "./ids";

/** The widths that every photo of the catalogue is kept in, in pixels. */
const WIDTHS = [320, 640, 960, 1280];

/** One picture of a room in every width; some are mirrored or recoloured so that each room has its own look. */
async function renderPicture(
  picture: DemoRoom["pictures"][number],
): Promise<{ width: number; height: number; files: { width: number; bytes: Buffer }[] }> {
  const source = fileURLToPath(new URL(`./photos/${picture.file}.webp`, import.meta.url));
  const { width: widest } = await sharp(source).metadata();
  const widths = WIDTHS.filter((width) => width <= widest);
  const files = await Promise.all(
    widths.map(async (width) => {
      let image = sharp(source).resize({ width, height: Math.round((width * 2) / 3), fit: "cover" });
      if (picture.mirrored) image = image.flop();
      if (picture.hue) image = image.modulate({ hue: picture.hue });
      return { width, bytes: await image.webp({ quality: 76 }).toBuffer() };
    }),
  );
  return { width: widest, height: Math.round((widest * 2) / 3), files };
}

/** The pictures of a room or of another thing, in their order. */
export async function insertPhotos(
  tx: postgres.TransactionSql,
  pole: DemoPole,
  key: string,
  pictures: DemoRoom["pictures"],
): Promise<void> {
  const pole_id = poleId(pole);
  for (const [position, picture] of pictures.entries()) {
    const id = demoId(`photo ${pole.slug} ${key} ${position}`);
    const { width, height, files } = await renderPicture(picture);
    const resource_id = resourceId(pole, key);
    await tx`insert into photos ${tx({ id, pole_id, resource_id, position, alt: picture.alt, width, height })}`;
    await tx`insert into photo_files ${tx(files.map((file) => ({ pole_id, photo_id: id, ...file })))}`;
  }
}
