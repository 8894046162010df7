import { classes } from "./icon";

/** A picture in several sizes. */
export type PhotoSource = {
  alt: string;
  /** Of the largest size, in pixels. */
  width: number;
  height: number;
  sizes: readonly { src: string; width: number }[];
};

/** The models shown until there is a photograph (in public/img). */
const models = {
  room: "etang",
  workspace: "bureau",
  vehicle: "van",
  equipment: "projo",
  "pooled-job": "bureau",
  software: "bureau",
  training: "tilleuls",
  service: "repas",
} as const;

type PhotoProps = {
  /** Absent or null: the model of the kind, without words. */
  photo?: PhotoSource | null;
  kind?: keyof typeof models;
  /** The width it takes in the page, for the browser's choice: "(width < 48rem) 6rem, 8.5rem". */
  sizes: string;
  /** In sight at once: fetched without waiting. */
  first?: boolean;
  className?: string;
};

/** A photograph that fills its box, cut where it must; the box's proportions come from its class (3:2 alone). */
export function Photo({ photo, kind = "room", sizes, first, className }: PhotoProps) {
  const shown = photo && photo.sizes.length > 0 ? photo : modelOf(kind);
  const widest = shown.sizes.reduce((a, b) => (b.width > a.width ? b : a));
  return (
    <span className={classes("photo", className)}>
      <img
        src={widest.src}
        srcSet={shown.sizes.map(({ src, width }) => `${src} ${width}w`).join(", ")}
        sizes={sizes}
        width={shown.width}
        height={shown.height}
        alt={shown.alt}
        loading={first ? "eager" : "lazy"}
        decoding="async"
      />
    </span>
  );
}

function modelOf(kind: keyof typeof models): PhotoSource {
  const name = models[kind];
  // Two frames of the same model: 4:3 small, 3:2 large; the box cuts both alike.
  const sizes = [
    { src: `/img/${name}-s.webp`, width: 360 },
    { src: `/img/${name}.webp`, width: 780 },
  ];
  return { alt: "", width: 780, height: 520, sizes };
}
