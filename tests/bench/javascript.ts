import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { gzipSync } from "node:zlib";
import { kilobytes, type Measure } from "./measure";

const CLIENT = path.resolve("build/client");
const AIM = 130_000;

/** The compressed JavaScript of a page, without and with the calendar, as the built files say. */
export async function benchJavaScript(page: { url: string; cookie: string }): Promise<Measure[]> {
  const html = await (await fetch(page.url, { headers: { Cookie: page.cookie } })).text();
  const named = [...html.matchAll(/["'(](\/assets\/[\w.-]+\.js)/g)].flatMap(([, file]) => (file ? [file] : []));
  // The language's messages are fetched by the entry, the calendar by the pages that draw it.
  const plain = closure([...named, ...assets(/^fr-/)]);
  const drawn = closure([...plain, ...assets(/^calendar-(?!over|file)/)]);
  const without = weight(plain);
  const withCalendar = weight(drawn);
  return [
    {
      what: `JavaScript of a page without a calendar, compressed (${plain.size} files), beside the aim`,
      value: kilobytes(without),
      beside: kilobytes(AIM),
      ratio: without / AIM,
      aim: { words: "under 130 kB", reached: without < AIM },
    },
    {
      what: `JavaScript of a page with the calendar (${drawn.size} files), beside a page without`,
      value: kilobytes(withCalendar),
      beside: kilobytes(without),
      ratio: withCalendar / without,
    },
  ];
}

function assets(name: RegExp): string[] {
  return readdirSync(path.join(CLIENT, "assets"))
    .filter((file) => name.test(file) && file.endsWith(".js"))
    .map((file) => `/assets/${file}`);
}

/** Files and all that they import at once. */
function closure(files: readonly string[]): Set<string> {
  const found = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (found.has(file)) continue;
    found.add(file);
    const source = readFileSync(path.join(CLIENT, file), "utf8");
    for (const [, imported] of source.matchAll(/(?:from|import)\s*"\.\/([\w.-]+\.js)"/g)) {
      if (imported) waiting.push(`/assets/${imported}`);
    }
  }
  return found;
}

function weight(files: ReadonlySet<string>): number {
  return [...files].reduce((sum, file) => sum + gzipSync(readFileSync(path.join(CLIENT, file))).length, 0);
}
