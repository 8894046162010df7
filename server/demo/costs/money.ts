import { inTransaction } from "../../../db/transaction";
import { addFunding, callFees, notifyFunding, payFunding, sendCalls, setBudgets, setFeeScale } from "../../costs";
import type { Actor } from "../../kernel/actor";
import { addDays } from "../../kernel/time";
import { mapAccounts, openPeriodOf, postEntry } from "../../ledger";
import { demoId } from "../../../db/demo/chance";
import { done } from "../done";
import { poolId } from "./pools";
import { proofOf } from "./proofs";
import type { DemoYear } from "./year";

/** What a year is expected to cost, in euros, and in how many calls it is asked for. */
const BUDGETS: readonly (readonly [pool: string, euros: number, calls: 0 | 4 | 12])[] = [
  ["batiment", 108_000, 12],
  ["accueil", 37_200, 4],
  ["vehicules", 26_400, 12],
  ["internet", 8300, 12],
  ["comptable", 49_200, 12],
  ["animation", 25_500, 0],
];

/** The budgets of the year's calendar years; a quarter is called from its beginning, not before. */
export async function setYearBudgets(manager: Actor, year: DemoYear): Promise<void> {
  const [first, last] = [year.months[0] ?? "", year.months[11] ?? ""];
  for (const calendar of new Set([first, last, year.today].map((day) => Number(day.slice(0, 4))))) {
    const late = first.startsWith(String(calendar)) && !first.endsWith("-01-01");
    const budgets = BUDGETS.map(([pool, euros, calls]) => ({
      ...{ poolId: poolId(pool), cents: euros * 100 },
      calls: late && calls === 4 ? (0 as const) : calls,
    }));
    done(await setBudgets(manager, calendar, budgets));
  }
}

/** Nobody's: the key of a SIREN is right, so that the file of entries (FEC) can be made. */
const SIREN = "999999998";

/** Whose books they are, and what the pôle had on its account before they began here. */
export async function openBooks({ poleId, personId, ...manager }: Actor, year: DemoYear): Promise<void> {
  done(await mapAccounts({ ...manager, poleId, personId }, { roles: {}, siren: SIREN }));
  const date = year.day(0, 1);
  await inTransaction({ ...manager, poleId, personId }, async (tx) => {
    const { id: periodId } = await openPeriodOf(tx, poleId, date);
    await postEntry(tx, {
      ...{ id: demoId("opening"), poleId, periodId, journal: "AN", date, pieceDate: date, personId },
      ...{ pieceRef: "AN", label: "Solde du compte à l’ouverture" },
      postings: [
        { role: "bank", cents: 3_842_000 },
        { role: "opening", cents: -3_842_000 },
      ],
    });
  });
}

/** The calls of a month, where there are any to make. */
export async function callMonth(manager: Actor, year: DemoYear, rank: number): Promise<void> {
  const month = year.day(rank, 1);
  const [calledOn, dueOn] = [year.day(rank, 3), addDays(month, 14)];
  const sent = await sendCalls(manager, { month, calledOn, dueOn, seen: null });
  if (!sent.ok && sent.problem.code !== "nothing_due") done(sent);
}

/** The scale of fees, by staff, and the fees asked for by it: what they bring helps to bear the animation. */
export async function askFees(manager: Actor, year: DemoYear): Promise<void> {
  const calendar = Number((year.months[11] ?? "").slice(0, 4));
  const band = (upTo: number | null, euros: number) => ({ upTo: upTo && upTo * 10_000, cents: euros * 100 });
  done(
    await setFeeScale(manager, calendar, {
      ...{ basis: "staff", bands: [band(2, 150), band(5, 300), band(8, 480), band(null, 650)] },
      ...{ poolId: poolId("animation"), decided: "assemblée générale", dueOn: year.day(year.newYear, 28) },
    }),
  );
  done(await callFees(manager, calendar, { seen: null, calledOn: year.day(year.newYear, 10) }));
}

const funding = (key: string) => demoId(`funding ${key}`);

/** What was asked of funders, and what they granted, as the year began. */
export async function askFunders(manager: Actor, year: DemoYear): Promise<void> {
  const asked = [
    {
      ...{ key: "region", poolId: poolId("accueil"), funder: "Région", label: "Accueil partagé des tiers-lieux" },
      ...{ publicMoney: true, ratePoints: 2500, ceilingCents: 1_100_000, eligibleAccounts: ["641", "645"] },
      ...{ startsOn: year.day(0, 1), endsOn: year.lastDay(13), notified: "Convention 2025-1187" },
    },
    {
      ...{ key: "departement", poolId: poolId("internet"), funder: "Département", label: "Équipement numérique" },
      ...{ publicMoney: true, ratePoints: 4000, ceilingCents: 150_000, eligibleAccounts: [] },
      ...{ startsOn: year.day(0, 1), endsOn: year.lastDay(5), notified: "Arrêté 25-0342" },
    },
    {
      ...{ key: "fondation", poolId: poolId("vehicules"), funder: "Fondation des Vallées", label: "Mobilité partagée" },
      ...{ publicMoney: false, ratePoints: 2000, ceilingCents: 300_000, eligibleAccounts: [] },
      ...{ startsOn: year.day(10, 1), endsOn: year.lastDay(21), notified: null },
    },
  ];
  for (const { key, notified, ...of } of asked) {
    await addFunding(manager, funding(key), of);
    if (notified === null) continue;
    const proof = proofOf("notification", notified);
    done(await notifyFunding(manager, funding(key), { on: year.day(-1, 12), reference: notified, proof }));
  }
}

/** The Département paid less than it had granted: what is missing is shared by the month's closing. */
export async function payFunders(manager: Actor, year: DemoYear, rank: number): Promise<void> {
  if (rank === 8) done(await payFunding(manager, funding("departement"), { on: year.day(rank, 17), cents: 110_000 }));
}
