import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Need } from "../need";
import type { Answer } from "./answer";
import { missingIn, remainders } from "./completeness";
import { cleanName } from "../../kernel/file-name";
import { euros, wholeHours } from "./forms";

const criterion = (id: string, kind: "price" | "quality") => ({
  ...{ id, kind, lotId: "lot", label: "", weight: 50, scale: 10, minimum: null, guideline: "" },
});
const need = {
  kind: "call",
  lots: [
    {
      ...{ id: "lot", number: 1, title: "Plantations", description: "", estimateCents: null, estimateShown: true },
      ...{ reservedTo: null, minimumHours: 10, unsuccessfulReason: null },
      criteria: [criterion("p", "price"), criterion("q", "quality")],
    },
  ],
} satisfies Pick<Need, "kind" | "lots">;

const member = (name: string, more: Partial<Answer["members"][number]> = {}) => ({
  ...{ structureId: name, name, colour: 1, lead: false, state: "accepted" as const, task: "Planter" },
  ...{ signedAt: new Date(0), fits: [] as Answer["members"][number]["fits"] },
  ...more,
});
const complete = {
  ...{ form: "alone" as Answer["form"], presentation: "Nous", contactName: "Claire", contactEmail: "c@x.example" },
  members: [member("Gué", { lead: true })] as readonly Answer["members"][number][],
  lots: [{ lotId: "lot", priceCents: 1000, hours: 10, words: "" }] as readonly Answer["lots"][number][],
  texts: [{ criterionId: "q", text: "Ainsi" }],
  shares: [] as readonly Answer["shares"][number][],
};
const codes = (answer: typeof complete) => missingIn(need, answer).map(({ code }) => code);

describe("what an answer lacks", () => {
  it("is nothing where all is said", () => {
    expect(codes(complete)).toEqual([]);
  });

  it("is told in the order in which it is done, and leads to where it is mended", () => {
    const empty = { ...complete, presentation: " ", contactName: "", texts: [] };
    const lots = [{ lotId: "lot", priceCents: null, hours: 9, words: "" }];
    expect(missingIn(need, { ...empty, lots }).map(({ code, blocks, at }) => [code, blocks, at])).toEqual([
      ["price", true, "prix-lot"],
      ["hours", true, "heures-lot"],
      ["text", false, "texte-q"],
      ["presentation", false, "presentation"],
      ["contact", true, "contact"],
    ]);
    expect(codes({ ...complete, lots: [] })).toEqual(["lots"]);
  });

  it("asks no price of who only says an interest", () => {
    const lots = [{ lotId: "lot", priceCents: null, hours: 10, words: "" }];
    expect(missingIn({ ...need, kind: "interest" }, { ...complete, lots })).toEqual([]);
  });

  it("is, of a reserved lot, to be one of those that it is kept for, whoever does a part of it", () => {
    const reserved = { ...need, lots: need.lots.map((lot) => ({ ...lot, reservedTo: "integration" as const })) };
    const lacking = (answer: typeof complete) =>
      missingIn(reserved, answer).flatMap((each) => (each.code === "reserved" ? [each.structure] : []));
    const fits = ["integration"] as const;
    expect(lacking(complete)).toEqual(["Gué"]);
    expect(lacking({ ...complete, members: [member("Gué", { lead: true, fits })] })).toEqual([]);
    const members = [member("Gué", { lead: true }), member("Tablée", { fits }), member("Radeau", { state: "invited" })];
    // As long as nothing is shared out, all who are in; then, who does a part of it.
    expect(lacking({ ...complete, form: "conjoint", members })).toEqual(["Gué"]);
    const shares = [
      { structureId: "Tablée", lotId: "lot", amountCents: 1000, hours: 10 },
      { structureId: "Gué", lotId: "lot", amountCents: 0, hours: 0 },
    ];
    expect(lacking({ ...complete, form: "conjoint", members, shares })).toEqual([]);
  });

  it("is, of a group, a partner, its reply, its task, what is left to share, its signature", () => {
    const group = { ...complete, form: "conjoint" as const };
    expect(codes(group)).toEqual(["partner", "shares"]);
    const asked = member("Appui", { state: "invited", signedAt: null });
    expect(codes({ ...group, members: [...complete.members, asked] })).toEqual(["waiting", "shares"]);
    const other = member("Appui", { task: "", signedAt: null });
    const shares = [{ structureId: "Gué", lotId: "lot", amountCents: 1000, hours: 10 }];
    expect(codes({ ...group, members: [...complete.members, other], shares })).toEqual(["task", "signature"]);
  });

  it("is of a share exactly what one takes away from it, in cents and in hours", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.nat(1e7), fc.nat(900)), { minLength: 1, maxLength: 5 }),
        fc.nat(1e5),
        (parts, off) => {
          const shares = parts.map(([amountCents, hours], n) => ({
            structureId: String(n),
            lotId: "lot",
            amountCents,
            hours,
          }));
          const [cents, hours] = [0, 1].map((part) => parts.reduce((sum, each) => sum + each[part]!, 0));
          const lots = [{ lotId: "lot", priceCents: cents! + off, hours: hours!, words: "" }];
          expect(remainders({ lots, shares })).toEqual([{ lotId: "lot", cents: off, hours: 0 }]);
        },
      ),
    );
  });
});

describe("the name of a file", () => {
  it("keeps its words and its ending, and nothing that a system could trip over", () => {
    expect(cleanName("C:\\dossier\\mémoire technique.pdf")).toBe("mémoire technique.pdf");
    expect(cleanName("../../.htaccess")).toBe("htaccess");
    expect(cleanName("fdp\u202egpj.exe\0")).toBe("fdpgpj.exe");
    expect(cleanName("")).toBe("fichier");
    expect(cleanName(`${"a".repeat(300)}.pdf`)).toBe(`${"a".repeat(120)}.pdf`);
  });

  it("is never empty, never a path, never longer than is kept, whatever was sent", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (name) => {
        const clean = cleanName(name);
        expect(clean).not.toMatch(/[/\\\p{Cc}\p{Cs}]|^\./u);
        expect(clean.length).toBeGreaterThan(0);
        expect([...clean].length).toBeLessThanOrEqual(130);
      }),
    );
  });
});

describe("an amount and hours as they are typed", () => {
  it("are read with either mark, and nothing else is guessed", () => {
    expect(["1 234,56 €", "1234.5", "7", "1.234", "-3", "dix"].map(euros)).toEqual([
      123456,
      123450,
      700,
      null,
      null,
      null,
    ]);
    expect(["", "40", "1 200 h", "3,5", "-1"].map(wholeHours)).toEqual([0, 40, 1200, null, null]);
  });
});
