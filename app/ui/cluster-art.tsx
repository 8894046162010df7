import type { IconName } from "./icon-names";

/** The grains of the bunch: where, how dark, what they hold. One is green: what is free. */
const grains: { x: number; y: number; shade: string; icon: IconName }[] = [
  { x: 90, y: 130, shade: "grape-700", icon: "door-open" },
  { x: 210, y: 130, shade: "grape-800", icon: "truck" },
  { x: 330, y: 130, shade: "grape-600", icon: "calendar-days" },
  { x: 450, y: 130, shade: "grape-700", icon: "sprout" },
  { x: 150, y: 234, shade: "grape-600", icon: "projector" },
  { x: 270, y: 234, shade: "grape-700", icon: "users" },
  { x: 390, y: 234, shade: "grape-800", icon: "handshake" },
  { x: 210, y: 338, shade: "grape-800", icon: "briefcase-business" },
  { x: 330, y: 338, shade: "leaf-500", icon: "utensils" },
  { x: 270, y: 442, shade: "grape-700", icon: "receipt-euro" },
];

/** The bunch of what a pôle shares, on an aubergine ground: decoration of the sign-in pages. */
export function ClusterArt() {
  return (
    <svg className="cluster" viewBox="30 0 480 500" aria-hidden="true">
      <path
        d="M90 130 150 234M210 130 150 234M210 130 270 234M330 130 270 234M330 130 390 234M450 130 390 234M150 234 210 338M270 234 210 338M270 234 330 338M390 234 330 338M210 338 270 442M330 338 270 442"
        fill="none"
        stroke="var(--color-grape-600)"
        strokeWidth="20"
      />
      <path d="M270 72c-5-40 22-68 76-68 4 42-27 70-76 68Z" fill="var(--color-leaf-400)" />
      {grains.map(({ x, y, shade, icon }) => (
        <g key={icon} color={shade === "leaf-500" ? "var(--color-leaf-900)" : "var(--color-grape-200)"}>
          <circle cx={x} cy={y} r="51" fill={`var(--color-${shade})`} />
          <svg x={x - 19} y={y - 19} width="38" height="38" className="i">
            <use href={`/icons.svg#i-${icon}`} />
          </svg>
        </g>
      ))}
    </svg>
  );
}

/** The grains of the public bunch, with the picture each shows: file, and where it lies behind the circle. */
const pictures = [
  { file: "tilleuls-s", cx: 100, cy: 150, box: [-22, 58, 244, 183] },
  { file: "pressoir-r", cx: 300, cy: 150, box: [214, 64, 172, 172] },
  { file: "etang-s", cx: 500, cy: 150, box: [378, 58, 244, 183] },
  { file: "haute-s", cx: 200, cy: 323, box: [78, 231, 244, 183] },
  { file: "salon-s", cx: 400, cy: 323, box: [278, 231, 244, 183] },
  { file: "pressoir2-s", cx: 300, cy: 496, box: [178, 404, 244, 183] },
] as const;

/** The bunch of the first page, each grain showing something shared; `label` describes it. */
export function PictureBunch({ label }: { label: string }) {
  return (
    <svg className="pub-bunch" viewBox="12 -4 576 590" role="img" aria-label={label}>
      <defs>
        {pictures.map(({ file, cx, cy }) => (
          <clipPath id={`grain-${file}`} key={file}>
            <circle cx={cx} cy={cy} r="86" />
          </clipPath>
        ))}
      </defs>
      <path
        d="M100 150 200 323 300 150 400 323 500 150M200 323 300 496 400 323"
        fill="none"
        stroke="var(--color-grape-500)"
        strokeWidth="20"
      />
      <path d="M300 52c-6-30 20-54 78-54 3 36-28 58-78 54Z" fill="var(--color-leaf-400)" />
      {pictures.map(({ file, box: [x, y, width, height] }) => (
        <image
          key={file}
          href={`/img/${file}.webp`}
          x={x}
          y={y}
          width={width}
          height={height}
          preserveAspectRatio="xMidYMid slice"
          clipPath={`url(#grain-${file})`}
        />
      ))}
    </svg>
  );
}
