/** What a session was opened with, in words that are the same in every language; null where nothing is known. */
export interface Device {
  readonly browser: string | null;
  readonly system: string | null;
}

// In this order: each of the later ones also names itself after an earlier or a later one.
const BROWSERS: readonly (readonly [RegExp, string])[] = [
  [/\bEdg(?:e|A|iOS)?\//, "Edge"],
  [/\b(?:OPR|Opera)\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\bVivaldi\//, "Vivaldi"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium|HeadlessChrome)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];
const SYSTEMS: readonly (readonly [RegExp, string])[] = [
  [/\biPhone\b/, "iPhone"],
  [/\biPad\b/, "iPad"],
  [/\bAndroid\b/, "Android"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMac OS X|Macintosh\b/, "Mac"],
  [/\bLinux\b/, "Linux"],
];

/** Reads a User-Agent header, which can say anything: only to help people recognise their own machines. */
export function deviceOf(userAgent: string): Device {
  const found = (known: readonly (readonly [RegExp, string])[]) =>
    known.find(([pattern]) => pattern.test(userAgent))?.[1] ?? null;
  return { browser: found(BROWSERS), system: found(SYSTEMS) };
}
