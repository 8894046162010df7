import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ocdsComplaints } from "../support/ocds";
import type { Need } from "../../server/tenders/need";
import { packageOf, releaseOf, type ReleaseFacts } from "../../server/tenders/impact/ocds";

const at = (text: string) => new Date(text);
const NEED: Need = {
  ...{
    id: "need",
    poleId: "pole",
    kind: "call",
    state: "published",
    title: "Verdir la cour",
    summary: "Arbres et bancs.",
  },
  buyer: { id: "buyer", name: "La Grande Tablée", colour: 1, publicBuyer: false, profile: "" },
  ...{ description: "Une cour de 600 m².", trades: ["77300000", "39100000"], place: "Brizac" },
  ...{
    wantedFrom: "2027-03-01",
    wantedUntil: "2027-06-30",
    openTo: "public",
    groupsAllowed: true,
    qualityFirst: false,
  },
  ...{ maxLots: 1, contact: "Inès Lacombe, 01 02 03 04 05", endReason: "", version: 2, ours: false, answersIn: null },
  publishedAt: at("2026-11-02T08:00:00Z"),
  questionsUntil: at("2026-11-20T11:00:00Z"),
  closesAt: at("2026-11-30T11:00:00Z"),
  ...{ openedAt: null, consensusAt: null, pricesOpenedAt: null, decidedAt: null },
  lots: [lot(1, 1_200_000, true), lot(2, 987_654, false)],
  files: [{ id: "plan", name: "plan.pdf", type: "application/pdf", size: 1000 }],
  questions: [
    {
      ...{
        id: "q",
        question: "L’eau est-elle fournie ?",
        askedAt: at("2026-11-03T08:00:00Z"),
        answer: "Oui.",
        ours: false,
      },
      answeredAt: at("2026-11-04T08:00:00Z"),
    },
  ],
  addenda: [
    {
      ...{
        number: 1,
        words: "Le plan est joint.",
        changesSubstance: false,
        changes: [],
        at: at("2026-11-05T08:00:00Z"),
      },
      ...{ closesAtBefore: at("2026-11-29T11:00:00Z"), closesAt: at("2026-11-30T11:00:00Z") },
    },
  ],
};

function lot(number: number, estimateCents: number, estimateShown: boolean): Need["lots"][number] {
  const criterion = { lotId: `lot-${number}`, label: "", scale: 10, minimum: null, guideline: "" };
  return {
    ...{ id: `lot-${number}`, number, title: `Lot ${number}`, description: "", estimateCents, estimateShown },
    ...{ reservedTo: number === 1 ? "ess" : null, minimumHours: number === 1 ? 60 : 0, unsuccessfulReason: null },
    criteria: [
      { ...criterion, id: `p${number}`, kind: "price", weight: 40 },
      { ...criterion, id: `q${number}`, kind: "quality", weight: 60, minimum: 5, guideline: "Méthode" },
    ],
  };
}

const gue = { id: "gue", name: "Les Jardins du Gué", siret: "99900001100017" };
const mairie = { id: "mairie", name: "Mairie de Brizac", siret: null };
const FACTS: ReleaseFacts = {
  ...{ need: NEED, timeZone: "Europe/Paris", buyerSiret: "99900002900019", toldAt: null, answersIn: 2 },
  trades: [
    { code: "77300000", label: "Services horticoles" },
    { code: "39100000", label: "Mobilier" },
  ],
  bids: [
    {
      number: 1,
      lotId: "lot-1",
      at: at("2026-11-30T10:59:59.999Z"),
      irregular: false,
      tenderers: [gue, mairie],
      cents: 1_111_111,
    },
    { number: 3, lotId: "lot-1", at: at("2026-11-28T10:00:00Z"), irregular: true, tenderers: [mairie], cents: null },
  ],
  awards: [
    {
      ...{
        id: "award",
        lotId: "lot-1",
        decidedAt: at("2026-12-10T10:00:00Z"),
        cents: 1_111_111,
        winners: [gue, mairie],
      },
      contract: {
        signedOn: "2026-12-20",
        startsOn: "2027-03-01",
        endsOn: "2027-06-30",
        endedOn: null,
        cents: 1_111_111,
      },
    },
  ],
};
const told: ReleaseFacts = {
  ...FACTS,
  toldAt: at("2026-12-10T10:00:00Z"),
  need: {
    ...NEED,
    state: "awarded",
    lots: [NEED.lots[0]!, { ...NEED.lots[1]!, unsuccessfulReason: "Personne n’a répondu." }],
  },
};

const written = (facts: ReleaseFacts) =>
  JSON.stringify(
    packageOf([releaseOf(facts, "ocds-213czf")], {
      ...{ uri: "https://grappe.example/besoins/need/ocds.json", publisher: "Pôle du Val d’Orme" },
      at: at("2026-12-11T10:00:00Z"),
    }),
  );
const release = (facts: ReleaseFacts) =>
  (JSON.parse(written(facts)) as { releases: Record<string, unknown>[] }).releases[0]!;

describe("a need as a release of the Open Contracting Data Standard", () => {
  it("is valid against the official schema, whatever its state, and says nothing that the schema does not know", () => {
    const bare: ReleaseFacts = {
      ...FACTS,
      ...{ buyerSiret: null, trades: [], bids: [], awards: [] },
      need: {
        ...NEED,
        ...{ wantedFrom: null, wantedUntil: null, questionsUntil: null, maxLots: null, summary: "", description: "" },
        ...{ files: [], questions: [], addenda: [], kind: "interest", lots: [{ ...NEED.lots[1]!, criteria: [] }] },
      },
    };
    for (const state of ["published", "opened", "evaluated", "proposed", "cancelled", "unsuccessful"] as const)
      expect([state, ocdsComplaints(written({ ...FACTS, need: { ...NEED, state } }))]).toEqual([state, []]);
    for (const facts of [told, bare, { ...told, bids: [] }, { ...bare, toldAt: at("2026-12-10T10:00:00Z") }])
      expect(ocdsComplaints(written(facts))).toEqual([]);
  });

  it("is refused by the schema when it is no release, so that the test above can fail", () => {
    expect(ocdsComplaints(written(FACTS).replace('"initiationType":"tender"', '"initiationType":"whim"'))).toHaveLength(
      1,
    );
    expect(ocdsComplaints(written(FACTS).replace('"hasEnquiries":true', '"hasInquiries":true'))).toHaveLength(1);
    expect(ocdsComplaints(written(FACTS).replace(/"ocid":"[^"]+",/, ""))).not.toEqual([]);
  });

  it("holds nothing of an answer before bidders were told, whatever was read", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("published", "opened", "evaluated", "proposed", "awarded", "unsuccessful", "cancelled"),
        fc.integer({ min: 1_000_000_000, max: 9_000_000_000 }),
        fc.uuid(),
        (state, cents, secret) => {
          const named = { id: secret, name: `Structure ${secret}`, siret: "99900003700019" };
          const text = written({
            ...{ ...FACTS, need: { ...NEED, state }, answersIn: cents },
            bids: FACTS.bids.map((bid) => ({ ...bid, cents, tenderers: [named] })),
            awards: FACTS.awards.map((award) => ({ ...award, cents, winners: [named] })),
          });
          for (const word of [
            secret,
            String(cents),
            String(cents / 100),
            "999000037",
            '"bids"',
            '"awards"',
            '"contracts"',
          ])
            expect(text).not.toContain(word);
        },
      ),
    );
  });

  it("never tells an estimate that is hidden, not even to its buyer", () => {
    const text = written({ ...FACTS, need: { ...NEED, ours: true } });
    expect(text).toContain('"value":{"amount":12000,"currency":"EUR"}');
    expect(text).not.toContain("9876.54");
    expect(release(FACTS).tender).not.toHaveProperty("value");
  });

  it("tells each lot's bids, who won, the contract, and why a lot has none, once bidders were told", () => {
    const { tag, bids, awards, contracts, tender, parties } = release(told);
    expect(tag).toEqual(["tenderUpdate", "award", "contract"]);
    expect(tender).toMatchObject({ status: "complete", lots: [{ status: "complete" }, { status: "unsuccessful" }] });
    expect(bids).toMatchObject({
      statistics: [{ measure: "bids", value: 2 }],
      details: [
        {
          id: "1-1",
          date: "2026-11-30T10:59:59.999Z",
          status: "valid",
          value: { amount: 11_111.11 },
          relatedLots: ["lot-1"],
        },
        { id: "3-1", status: "disqualified" },
      ],
    });
    expect(awards).toMatchObject([
      { id: "award", status: "active", suppliers: [{ id: "gue" }, { id: "mairie" }], relatedBids: ["1-1"] },
      { status: "unsuccessful", description: "Personne n’a répondu.", relatedLots: ["lot-2"] },
    ]);
    // Midnights of Paris; the last day of a period is in it.
    expect(contracts).toMatchObject([
      {
        ...{ awardID: "award", status: "active", dateSigned: "2026-12-19T23:00:00.000Z" },
        period: { startDate: "2027-02-28T23:00:00.000Z", endDate: "2027-06-30T22:00:00.000Z" },
      },
    ]);
    expect(parties).toMatchObject([
      { id: "buyer", roles: ["buyer", "procuringEntity"], identifier: { scheme: "FR-INSEE", id: "999000029" } },
      { id: "gue", roles: ["tenderer", "supplier"], identifier: { id: "999000011" } },
      { id: "mairie", roles: ["tenderer", "supplier"] },
    ]);
  });

  it("has another id when another thing is told, and the same for the same", () => {
    const [before, after, without] = [FACTS, told, { ...told, bids: [] }].map((facts) => release(facts));
    expect(new Set([before, after, without].map((one) => one?.id)).size).toBe(3);
    expect(release(told).id).toBe(after?.id);
    expect(new Set([before, after].map((one) => one?.ocid))).toEqual(new Set(["ocds-213czf-need"]));
  });

  it("tells goods, works and services by the division of its first trade", () => {
    const of = (code: string) =>
      (release({ ...FACTS, trades: [{ code, label: "" }] }).tender as { mainProcurementCategory: string })
        .mainProcurementCategory;
    expect(["15000000", "45200000", "48000000", "77300000"].map(of)).toEqual(["goods", "works", "goods", "services"]);
  });
});
