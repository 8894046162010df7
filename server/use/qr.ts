import { create } from "qrcode";

/** A QR code as one path of an SVG, a dark module being one unit wide; `size` includes its quiet zone. */
export interface QrPath {
  readonly size: number;
  readonly d: string;
}

/** The white border that readers need around a code, in modules (ISO/IEC 18004). */
const QUIET = 4;

/** Draws a text as a QR code that is still read when a quarter of it is scratched. */
export function qrPath(text: string): QrPath {
  const { modules } = create(text, { errorCorrectionLevel: "Q" });
  const { size } = modules;
  let d = "";
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      if (!modules.get(y, x)) continue;
      let end = x + 1;
      while (end < size && modules.get(y, end)) end += 1;
      d += `M${x + QUIET} ${y + QUIET}h${end - x}v1h-${end - x}z`;
      x = end;
    }
  }
  return { size: size + 2 * QUIET, d };
}
