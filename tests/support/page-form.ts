/** What a browser would send of a page's form: every field at its value, as HTML says it. */
export function fieldsOf(page: string, id: string): URLSearchParams {
  const form = new RegExp(`<form[^>]*id="${id}"[^]*?</form>`).exec(page)?.[0] ?? "";
  const fields = new URLSearchParams();
  for (const [control, tag = "", attributes = ""] of form.matchAll(
    /<(input)\b([^>]*)>|<(?:select|textarea)\b[^]*?<\/(?:select|textarea)>/g,
  )) {
    const own = tag ? attributes : (/^<\w+([^>]*)>/.exec(control)?.[1] ?? "");
    const attribute = (name: string) => unescaped(new RegExp(` ${name}="([^"]*)"`).exec(own)?.[1]);
    const name = attribute("name");
    if (!name) continue;
    if (control.startsWith("<select")) {
      const chosen = /<option[^>]*selected[^>]*>/.exec(control)?.[0] ?? /<option[^>]*>/.exec(control)?.[0] ?? "";
      fields.append(name, unescaped(/value="([^"]*)"/.exec(chosen)?.[1]) ?? "");
    } else if (control.startsWith("<textarea")) {
      fields.append(name, unescaped(/>([^]*)<\/textarea>/.exec(control)?.[1]) ?? "");
    } else if (!["checkbox", "radio"].includes(attribute("type") ?? "")) fields.append(name, attribute("value") ?? "");
    else if (own.includes(" checked")) fields.append(name, attribute("value") ?? "on");
  }
  return fields;
}

function unescaped(html: string | undefined): string | undefined {
  return html
    ?.replaceAll("&quot;", '"')
    .replaceAll("&#x27;", "'")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&amp;", "&");
}

/** Fields as a form to send. */
export function formOf(fields: URLSearchParams): FormData {
  const form = new FormData();
  for (const [name, value] of fields) form.append(name, value);
  return form;
}

/** A page's HTML with plain spaces and apostrophes, for reading the expectations. */
export const plain = (html: string) =>
  html
    .replace(/[\u00a0\u202f]/g, " ")
    .replaceAll("’", "'")
    .replaceAll("&#x27;", "'");
