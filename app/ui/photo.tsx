import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

/** A picture in several sizes. */
export type PhotoSource = {
  alt: string;
  /** Of the largest size, in pixels. */
  width: number;
  height: number;
  sizes: readonly { src: string; width: number }[];
};

/** What stands there until there is a photograph: a sign of the kind, which is taken for no thing of its own. */
const signs = {
  room: "door-open",
  workspace: "armchair",
  vehicle: "truck",
  equipment: "projector",
  "pooled-job": "briefcase-business",
  software: "app-window",
  training: "graduation-cap",
  service: "concierge-bell",
} as const satisfies Record<string, IconName>;

type PhotoProps = {
  /** Absent or null: a sign of the kind, without words. */
  photo?: PhotoSource | null;
  kind?: keyof typeof signs;
  /** The width it takes in the page, for the browser's choice: "(width < 48rem) 6rem, 8.5rem". */
  sizes: string;
  /** In sight at once: fetched without waiting. */
  first?: boolean;
  className?: string;
};

/** A photograph that fills its box, cut where it must; the box's proportions come from its class (3:2 alone). */
export function Photo({ photo, kind = "room", sizes, first, className }: PhotoProps) {
  if (!photo || photo.sizes.length === 0) {
    return (
      <span className={classes("photo photo--none", className)}>
        <Icon name={signs[kind]} />
      </span>
    );
  }
  const widest = photo.sizes.reduce((a, b) => (b.width > a.width ? b : a));
  return (
    <span className={classes("photo", className)}>
      <img
        src={widest.src}
        srcSet={photo.sizes.map(({ src, width }) => `${src} ${width}w`).join(", ")}
        sizes={sizes}
        width={photo.width}
        height={photo.height}
        alt={photo.alt}
        loading={first ? "eager" : "lazy"}
        decoding="async"
      />
    </span>
  );
}
