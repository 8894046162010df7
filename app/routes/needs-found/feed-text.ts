/** A feed, before it is written in one form or the other. Its addresses are absolute. */
export interface Feed {
  readonly title: string;
  /** What names it for ever. */
  readonly id: string;
  readonly self: string;
  readonly page: string;
  readonly entries: readonly {
    readonly url: string;
    readonly title: string;
    readonly author: string;
    /** Plain text, by lines. */
    readonly text: string;
    readonly at: Date;
    readonly tags: readonly string[];
  }[];
}

/** As Atom (RFC 4287). What XML cannot hold is left out; an empty feed is as old as time. */
export function atomFeed({ title, id, self, page, entries }: Feed): string {
  const updated = new Date(Math.max(0, ...entries.map(({ at }) => at.getTime()))).toISOString();
  const lines = entries.map(
    (entry) => `  <entry>
    <id>${xml(entry.url)}</id>
    <title>${xml(entry.title)}</title>
    <link rel="alternate" type="text/html" href="${xml(entry.url)}"/>
    <published>${entry.at.toISOString()}</published>
    <updated>${entry.at.toISOString()}</updated>
    <author><name>${xml(entry.author)}</name></author>
${entry.tags.map((tag) => `    <category term="${xml(tag)}"/>\n`).join("")}    <summary>${xml(entry.text)}</summary>
  </entry>
`,
  );
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="fr">
  <id>${xml(id)}</id>
  <title>${xml(title)}</title>
  <link rel="self" type="application/atom+xml" href="${xml(self)}"/>
  <link rel="alternate" type="text/html" href="${xml(page)}"/>
  <updated>${updated}</updated>
${lines.join("")}</feed>
`;
}

/** As JSON Feed 1.1 (jsonfeed.org). */
export function jsonFeed({ title, self, page, entries }: Feed): string {
  return JSON.stringify({
    version: "https://jsonfeed.org/version/1.1",
    title,
    home_page_url: page,
    feed_url: self,
    language: "fr",
    items: entries.map(({ url, title: name, author, text, at, tags }) => ({
      ...{ id: url, url, title: name, content_text: text, date_published: at.toISOString() },
      ...{ authors: [{ name: author }], tags, language: "fr" },
    })),
  });
}

const ENTITIES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };

/** Text within XML 1.0: its signs escaped, what it forbids (control characters, halves of a pair) left out. */
function xml(text: string): string {
  return text
    .replace(/[^\t\n\r\u{20}-\u{d7ff}\u{e000}-\u{fffd}\u{10000}-\u{10ffff}]/gu, "")
    .replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? "");
}
