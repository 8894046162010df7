type QrCodeProps = {
  /** The dark modules as one path, one unit each, in a square of `size` units with its white border. */
  code: { size: number; d: string };
  /** What it leads to, for who does not see it. */
  label: string;
  className?: string;
};

/** A code to scan: always dark on white, whatever surrounds it, or readers do not find it. */
export function QrCode({ code, label, className }: QrCodeProps) {
  return (
    <svg
      className={className}
      viewBox={`0 0 ${code.size} ${code.size}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <rect width={code.size} height={code.size} fill="#fff" />
      <path d={code.d} fill="#000" />
    </svg>
  );
}
