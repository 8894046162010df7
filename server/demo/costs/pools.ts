import { formatDay } from "../../kernel/format";
import { addKeyVersion, addPool, type Key } from "../../costs";
import type { Actor } from "../../kernel/actor";
import { demoId } from "../../../db/demo/chance";
import type { DemoPole } from "../../../db/demo/describe";
import { resourceId } from "../../../db/demo/ids";
import { done } from "../done";
import type { DemoYear } from "./year";

type Form = Parameters<typeof addPool>[2];

interface DemoPool extends Pick<Form, "name" | "description" | "kind" | "legalMode" | "expenseAccount"> {
  readonly key: string;
  /** Of the Val d’Orme: whose bookings count. */
  readonly resources?: readonly string[];
  readonly agreement?: string;
  /** By the rank of the month from which it holds. */
  readonly keys: readonly { readonly from: number; readonly definition: Key }[];
}

export const poolId = (key: string) => demoId(`cost pool ${key}`);

const pools: readonly DemoPool[] = [
  {
    key: "batiment",
    name: "Bâtiment",
    description: "L’Ancienne Filature : loyer, énergie, eau, ménage, entretien. Chacun selon ses m² et ses jours.",
    kind: "building",
    legalMode: "261B",
    expenseAccount: "614",
    keys: [{ from: -3, definition: { type: "measure", measure: "surface" } }],
  },
  {
    key: "accueil",
    name: "Accueil partagé",
    description: "Le poste d’accueil et le standard, ouverts à tous. La Région en prend une part.",
    kind: "reception",
    legalMode: "261B",
    expenseAccount: "641",
    keys: [{ from: -3, definition: { type: "measure", measure: "fte" } }],
  },
  {
    key: "vehicules",
    name: "Véhicules",
    description: "Le fourgon, le minibus et la citadine : location, assurance, recharge, entretien.",
    kind: "vehicle",
    legalMode: "261B",
    expenseAccount: "613",
    resources: ["fourgon-electrique"],
    keys: [
      { from: -3, definition: { type: "measure", measure: "kilometres" } },
      // Who drove little found that those who never drive should bear a part: they may, any day.
      {
        from: 6,
        definition: {
          type: "two-part",
          fixedPoints: 2000,
          fixed: { type: "equal" },
          use: { type: "measure", measure: "kilometres" },
          idle: "fixed",
        },
      },
    ],
  },
  {
    key: "internet",
    name: "Internet et copies",
    description: "La fibre, le photocopieur et son papier, à parts égales.",
    kind: "internet",
    legalMode: "261B",
    expenseAccount: "626",
    keys: [{ from: -3, definition: { type: "equal" } }],
  },
  {
    key: "comptable",
    name: "Poste comptable",
    description: "Une comptable mise à disposition par le pôle, au coût exact, selon les heures validées.",
    kind: "post",
    legalMode: "staff_loan",
    expenseAccount: "641",
    agreement: "Convention de mise à disposition n° 2024-03",
    keys: [{ from: -3, definition: { type: "measure", measure: "hours" } }],
  },
  {
    key: "animation",
    name: "Animation du pôle",
    description:
      "La coordination et les rencontres. Les cotisations en couvrent une partie ; nul n’en porte plus de 15 %.",
    kind: "animation",
    legalMode: "out_of_scope",
    expenseAccount: "641",
    keys: [
      {
        from: -3,
        definition: { type: "capped", key: { type: "measure", measure: "fte" }, everyCap: { points: 1500 } },
      },
    ],
  },
];

/** The pools with their keys, as the manager made them before the year began. */
export async function makePools(manager: Actor, pole: DemoPole, year: DemoYear): Promise<void> {
  for (const { key, keys, resources = [], agreement = "", ...form } of pools) {
    const agreedOn = agreement ? year.day(0, 1) : null;
    const whom = { everyone: true, participants: [], publicMoneyPoints: 10_000 };
    const how = { actsAs: "principal" as const, ...whom, agreement, agreedOn };
    const resourceIds = resources.map((resource) => resourceId(pole, resource));
    done(await addPool(manager, poolId(key), { ...form, ...how, resourceIds }));
    for (const [rank, { from, definition }] of keys.entries()) {
      const startsOn = year.day(from, 1);
      const decided = `conseil d’administration du ${formatDay(year.day(Math.max(0, from - 1), 12), "fr", { weekday: false })}`;
      const version = { id: demoId(`key ${key} ${rank}`), definition, startsOn };
      done(
        await addKeyVersion(manager, poolId(key), { ...version, decided: from > 0 ? decided : "assemblée générale" }),
      );
    }
  }
}
