/** A piece of an XML document: a tag opened or closed, or text. */
export type XmlPiece =
  | { readonly kind: "open"; readonly name: string; readonly attributes: string; readonly empty: boolean }
  | { readonly kind: "close"; readonly name: string }
  | { readonly kind: "text"; readonly text: string };

const PIECE =
  /<!\[CDATA\[([^]*?)\]\]>|<!--[^]*?-->|<\?[^]*?\?>|<!DOCTYPE[^>]*>|<\/([^\s>]+)\s*>|<([^\s/>!?]+)((?:[^>"']|"[^"]*"|'[^']*')*?)(\/?)>|([^<]+)/y;

/**
 * The pieces of a document, one at a time, for the plain XML that spreadsheets hold. No entity but XML's own five and
 * characters by number is known: nothing is fetched, nothing expands. Names lose their prefix. Stops at what is not XML.
 */
export function* xmlPieces(xml: string): Generator<XmlPiece> {
  PIECE.lastIndex = 0;
  const piece = new RegExp(PIECE);
  for (let found = piece.exec(xml); found; found = piece.exec(xml)) {
    const [, cdata, closed, opened, attributes = "", slash, text] = found;
    if (cdata !== undefined) yield { kind: "text", text: cdata };
    else if (closed !== undefined) yield { kind: "close", name: local(closed) };
    else if (opened !== undefined) yield { kind: "open", name: local(opened), attributes, empty: slash === "/" };
    else if (text !== undefined) yield { kind: "text", text: decode(text) };
  }
}

/** An attribute's value by its local name, or undefined. */
export function attributeOf(attributes: string, name: string): string | undefined {
  for (const [, key = "", double, single] of attributes.matchAll(/([^\s=]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g)) {
    if (local(key) === name) return decode(double ?? single ?? "");
  }
  return undefined;
}

function local(name: string): string {
  return name.slice(name.indexOf(":") + 1);
}

const NAMED: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(
    /&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));/gi,
    (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return NAMED[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : "";
    },
  );
}
