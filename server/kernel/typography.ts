const ANY_SPACE = "[ \\u00a0\\u202f]";
const NO_BREAK = "\u00a0";
const THIN = "\u202f";

// The start of a piece of text counts as a number before a unit: what precedes it is an argument ("{hours} h").
const RULES: readonly (readonly [RegExp, string])[] = [
  [/'/g, "’"],
  [new RegExp(`${ANY_SPACE}+(?=[;!?])`, "g"), THIN],
  [new RegExp(`${ANY_SPACE}+(?=[:€%»])`, "g"), NO_BREAK],
  [new RegExp(`(?<=«)${ANY_SPACE}+`, "g"), NO_BREAK],
  [new RegExp(`(?<=[nN]°)${ANY_SPACE}+`, "g"), NO_BREAK],
  [new RegExp(`(?<=[\\d#]|^)${ANY_SPACE}(?=(?:h|min|m²|km)(?![\\p{L}\\p{N}]))`, "gu"), NO_BREAK],
  [new RegExp(`(?<=[\\d#]${NO_BREAK}h|^${NO_BREAK}h)${ANY_SPACE}(?=\\d\\d(?!\\d))`, "gu"), NO_BREAK],
];

/**
 * French typography over a message typed with plain spaces and straight apostrophes: thin and no-break spaces,
 * typographic apostrophes. ICU arguments and selectors are left alone, the texts of plural and select branches are
 * treated. Applying it twice changes nothing more.
 */
export function typography(text: string): string {
  return new Message(text).treat();
}

function treatText(text: string): string {
  return RULES.reduce((treated, [found, replacement]) => treated.replace(found, replacement), text);
}

/** Reads an ICU message once, from left to right. What is not balanced is copied as it is. */
class Message {
  private at = 0;

  constructor(private readonly source: string) {}

  treat(): string {
    let treated = "";
    while (this.at < this.source.length) {
      treated += this.text();
      // A closing brace that nothing opened.
      if (this.at < this.source.length) treated += this.copy(1);
    }
    return treated;
  }

  /** Text and arguments up to the brace that closes the branch, or the end. */
  private text(): string {
    let treated = "";
    while (this.at < this.source.length && this.source[this.at] !== "}") {
      treated += this.source[this.at] === "{" ? this.argument() : treatText(this.upTo(/[{}]/g));
    }
    return treated;
  }

  /** `{name}`, `{name, number, …}` as they are; `{name, plural, one {…} other {…}}` with its texts treated. */
  private argument(): string {
    const head = /\{[^{},]*,\s*(?:plural|select|selectordinal)\s*,/y;
    head.lastIndex = this.at;
    const branches = head.exec(this.source)?.[0];
    if (!branches) return this.copy(this.lengthOfBraces());
    let copied = this.copy(branches.length);
    while (this.at < this.source.length) {
      copied += this.upTo(/[{}]/g);
      const brace = this.copy(1);
      copied += brace;
      if (brace !== "{") break;
      copied += this.text() + this.copy(1);
    }
    return copied;
  }

  private lengthOfBraces(): number {
    let depth = 0;
    for (let end = this.at; end < this.source.length; end += 1) {
      if (this.source[end] === "{") depth += 1;
      if (this.source[end] === "}") depth -= 1;
      if (depth === 0) return end + 1 - this.at;
    }
    return this.source.length - this.at;
  }

  private upTo(stop: RegExp): string {
    stop.lastIndex = this.at;
    return this.copy((stop.exec(this.source)?.index ?? this.source.length) - this.at);
  }

  private copy(length: number): string {
    const from = this.at;
    this.at += length;
    return this.source.slice(from, this.at);
  }
}
