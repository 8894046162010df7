import { paths } from "~/paths";
import type { PhotoSource } from "~/ui/photo";
import { photoWidths, type Photo } from "~server/catalogue";

/** A photograph as the interface shows it, with every size there is; `otherwise` stands for a missing description. */
export function photoSource(pole: string, photo: Photo, otherwise: string): PhotoSource {
  return {
    alt: photo.alt || otherwise,
    width: photo.width,
    height: photo.height,
    sizes: photoWidths(photo.width).map((width) => ({ src: paths.photo(pole, photo.id, width), width })),
  };
}
