import { inTransaction } from "../../../db/transaction";
import { chance, demoId } from "../../../db/demo/chance";
import { structureId } from "../../../db/demo/ids";
import type { Actor } from "../../kernel/actor";
import { CAME, LEFT, members, standing } from "./members";
import { poolId } from "./pools";
import type { DemoYear } from "./year";

/** Hours of the last month that its host has still to validate: minutes. */
const TO_VALIDATE = { slug: "halles-paysannes", minutes: 210 };

/** Surfaces and staff of the members, as the manager wrote them down before the year began. */
export async function measureMembers({ poleId, personId }: Actor, year: DemoYear): Promise<void> {
  const rows = Object.entries(members).flatMap(([slug, member]) =>
    standing(member).map(({ measure, value }) => ({
      ...{ id: demoId(`measure ${slug} ${measure}`), poleId, personId, structureId: structureId(slug), measure, value },
      startsOn: year.day(-3, 1),
      endsOn: null,
    })),
  );
  await inTransaction({ poleId, personId }, (tx) => tx.insertInto("structureMeasures").values(rows).execute());
}

/** Log books and timesheets of a month: of those who were there, some more and some less than usual. */
export async function readMonth({ poleId, personId }: Actor, year: DemoYear, rank: number): Promise<void> {
  const rows = Object.entries(members).flatMap(([slug, { kilometres, hours }]) => {
    if ((slug === LEFT.slug && rank >= LEFT.rank) || (slug === CAME.slug && rank <= CAME.rank)) return [];
    const moved = (usual: number, what: string) => usual * (0.75 + 0.5 * chance(`${what} ${slug} ${rank}`)());
    const of = { poleId, personId, structureId: structureId(slug) };
    const [month, usedOn] = [`${slug} ${rank}`, year.day(rank, 26)];
    const far = Math.round(moved(kilometres, "kilometres"));
    const long = Math.round(moved(hours * 60, "hours") / 30) * 30;
    const drove = { measure: "kilometres", poolId: poolId("vehicules"), about: "Carnet de bord du minibus" };
    const worked = { measure: "hours", poolId: poolId("comptable"), about: "Relevé d’heures" };
    const validated = { validatedAt: new Date(), validatedBy: personId };
    return [
      ...(far > 0 ? [{ ...of, ...drove, id: demoId(`kilometres ${month}`), quantity: far, usedOn }] : []),
      ...(long > 0 ? [{ ...of, ...worked, ...validated, id: demoId(`hours ${month}`), quantity: long, usedOn }] : []),
      ...(rank === 11 && slug === TO_VALIDATE.slug
        ? [
            {
              ...of,
              ...worked,
              id: demoId(`hours ${month} 2`),
              quantity: TO_VALIDATE.minutes,
              usedOn: year.day(rank, 12),
            },
          ]
        : []),
    ];
  });
  await inTransaction({ poleId, personId }, async (tx) => {
    for (const row of rows) await tx.insertInto("useReadings").values(row).execute();
  });
}
