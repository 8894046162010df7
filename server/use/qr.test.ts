import jsQR from "jsqr";
import sharp from "sharp";
import { expect, test } from "vitest";
import { qrPath } from "./qr";

/** The drawing as a telephone's camera would have it: pixels. */
async function scanned(text: string, pixels = 400): Promise<string | undefined> {
  const { size, d } = qrPath(text);
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}" width="${pixels}" height="${pixels}"><rect width="${size}" height="${size}" fill="#fff"/><path d="${d}" fill="#000"/></svg>`;
  const { data, info } = await sharp(Buffer.from(svg)).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data;
}

test.each([
  "https://grappe.example/q/3f2a9c0d1e4b5a67",
  "http://192.168.1.20:3000/q/3f2a9c0d1e4b5a67",
  `https://grappe.example/affichage/${"aB3-_".repeat(9).slice(0, 43)}`,
])("the code of %s is read back from its drawing", async (url) => {
  expect(await scanned(url)).toBe(url);
});
