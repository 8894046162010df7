import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { htmlOf, textOf, type Letter } from "./letter";
import { messageId } from "./message-id";
import { en } from "./messages/en";
import { fr } from "./messages/fr";
import { escapeHtml, fill, isPlainAddress, isStillTrue, oneLine, parseSender, severalLines } from "./rules";
import { mailSettings } from "./settings";

describe("text that somebody typed", () => {
  test("never has a line break or a control character left in a subject", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(oneLine(text)).not.toMatch(/[\p{Cc}\p{Zl}\p{Zp}]/u);
        expect(severalLines(text)).not.toMatch(/[^\P{Cc}\n]/u);
      }),
    );
    expect(oneLine("Réunion\r\nBcc: voleur@example.org")).toBe("Réunion Bcc: voleur@example.org");
    expect(oneLine("\u202egpj.exe")).toBe("gpj.exe");
  });

  test("is cut where it is too long, between characters", () => {
    expect([...oneLine("😀".repeat(300))]).toHaveLength(200);
    expect(oneLine("😀".repeat(300)).endsWith("😀…")).toBe(true);
  });

  test("comes out of the HTML as text, whatever it holds", () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(escapeHtml(text)).not.toMatch(/[<>"']/);
      }),
    );
    const letter: Letter = {
      locale: "fr",
      subject: "<script>",
      title: "<img src=x onerror=alert(1)>",
      name: '"><script>alert(1)</script>',
      intro: "a & b",
      facts: [{ label: "Motif", value: "une\nligne & <b>une autre</b>" }],
      action: { label: "Voir", url: 'https://x.example/"onmouseover="alert(1)' },
      after: "",
      pole: "<i>Pôle</i>",
    };
    const html = htmlOf(letter);
    expect(html).not.toMatch(/<script|<img|<b>|<i>|"onmouseover/);
    expect(html).toContain("une<br>ligne &amp; &lt;b&gt;");
    for (const said of [letter.title, letter.name, letter.intro, "une autre", letter.action.url]) {
      expect(textOf(letter)).toContain(said);
    }
  });

  test("is not read again for other blanks once it fills one", () => {
    expect(fill("{a} et {b}", { a: "{b}", b: "2" })).toBe("{b} et 2");
    expect(fill("{inconnu}", {})).toBe("{inconnu}");
  });
});

describe("addresses", () => {
  test.each([
    "a@b.fr, c@d.fr",
    "a@b.fr\r\nRCPT TO:<c@d.fr>",
    "<a@b.fr>",
    'a"@b.fr',
    "a@b@c.fr",
    "a@",
    "a b@c.fr",
    "a@b.fr;c@d.fr",
    "(x)a@b.fr",
    "",
  ])("%j is refused: a mail server could read another in it", (address) => {
    expect(isPlainAddress(address)).toBe(false);
  });

  test.each(["claire.morin+salles@jardins-du-gue.example", "élodie@pôle.example", "o'neil@x.example"])(
    "%s is an address",
    (address) => {
      expect(isPlainAddress(address)).toBe(true);
    },
  );

  test("the sender may have a name or none", () => {
    expect(parseSender("Grappe <a@b.fr>")).toEqual({ name: "Grappe", address: "a@b.fr" });
    expect(parseSender('"Le Pôle, Val d\'Orme" <a@b.fr>')).toEqual({ name: "Le Pôle, Val d'Orme", address: "a@b.fr" });
    expect(parseSender("a@b.fr")).toEqual({ name: "", address: "a@b.fr" });
    expect(() => parseSender("Grappe")).toThrow();
  });

  test("a mail keeps one Message-ID for good, on the sender's domain", () => {
    expect(messageId("booking/1/confirmed/0", "grappe@pole.example")).toMatch(/^<[0-9a-f]{32}@pole\.example>$/);
    expect(messageId("a", "x@y.z")).toBe(messageId("a", "x@y.z"));
    expect(messageId("a", "x@y.z")).not.toBe(messageId("b", "x@y.z"));
  });
});

test("news is told only while it is true", () => {
  expect(isStillTrue("confirmed", "confirmed")).toBe(true);
  expect(isStillTrue("confirmed", "cancelled")).toBe(false);
  expect(isStillTrue("cancelled", "cancelled")).toBe(true);
  expect(isStillTrue("cancelled", "confirmed")).toBe(false);
  expect(isStillTrue("restored", "checked_in")).toBe(true);
});

test("both languages fill in the same blanks", () => {
  const blanks = (texts: object): unknown =>
    Object.fromEntries(
      Object.entries(texts).map(([key, value]: [string, unknown]) => [
        key,
        typeof value === "string" ? [...value.matchAll(/\{\w+\}/g)].map(String).sort() : blanks(value as object),
      ]),
    );
  // A sentence may name somebody once more in one language; not somebody else.
  expect(blanks(en)).toEqual(blanks(fr));
});

test("the environment decides where links lead and who sends", () => {
  expect(mailSettings({})).toEqual({
    smtpUrl: null,
    from: { name: "Grappe", address: "ne-pas-repondre@localhost" },
    origin: "http://localhost:3000",
  });
  expect(mailSettings({ PUBLIC_URL: "https://grappe.example/" }).origin).toBe("https://grappe.example");
});
