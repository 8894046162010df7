import { describe, expect, it } from "vitest";
import { atomFeed, jsonFeed, type Feed } from "./feed-text";

const feed: Feed = {
  title: "Besoins",
  id: "https://grappe.example/besoins",
  self: "https://grappe.example/besoins.atom?q=a&lieu=b",
  page: "https://grappe.example/besoins",
  entries: [
    {
      url: "https://grappe.example/besoins/1",
      title: `<b>Bancs & "tables"</b>\u0007`,
      author: "L'Isolée",
      text: "Deux bancs\nAvant vendredi \ud800",
      at: new Date("2026-11-25T10:00:00Z"),
      tags: ["Mobilier"],
    },
  ],
};

describe("a feed of needs", () => {
  it("as Atom escapes what XML reads, leaves out what it cannot hold, and is as recent as its last entry", () => {
    const text = atomFeed(feed);
    expect(text).toContain("<title>&lt;b&gt;Bancs &amp; &quot;tables&quot;&lt;/b&gt;</title>");
    expect(text).toContain('href="https://grappe.example/besoins.atom?q=a&amp;lieu=b"');
    expect(text).toContain("<author><name>L&#39;Isolée</name></author>");
    expect(text).toContain("<updated>2026-11-25T10:00:00.000Z</updated>\n  <entry>");
    for (const sign of ["\u0007", "\ud800"]) expect(text.includes(sign)).toBe(false);
    expect(atomFeed({ ...feed, entries: [] })).toContain("<updated>1970-01-01T00:00:00.000Z</updated>");
  });

  it("as JSON Feed says its version, and each need by its address", () => {
    expect(JSON.parse(jsonFeed(feed))).toMatchObject({
      version: "https://jsonfeed.org/version/1.1",
      feed_url: feed.self,
      items: [{ id: "https://grappe.example/besoins/1", tags: ["Mobilier"], authors: [{ name: "L'Isolée" }] }],
    });
  });
});
