import postgres from "postgres";
import { closeDatabase, connectionOptions, openDatabase } from "../../db/connection";
import { feedOf, makeCalendarLink } from "../../server/calendars";
import { confirmImport, previewImport, tasks } from "../../server/imports";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { duration, median, milliseconds, type Measure } from "./measure";
import type { Measured } from "./reading";

const [FEW_LINES, MANY_LINES] = [500, 5000];

/** The feed of a structure with some five thousand events, beside its bare rows. */
export async function benchFeed({ ownerUrl, appUrl, pole }: Measured): Promise<Measure> {
  const { actor, poleId } = pole;
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  openDatabase(appUrl);
  try {
    const structureId = actor.structureId!;
    const link = await makeCalendarLink(actor, { id: newId(), subject: { kind: "structure", structureId }, label: "" });
    if (!link.ok) throw new Error(link.problem.code);
    const feed = await feedOf(link.value);
    const events = feed?.text.match(/^BEGIN:VEVENT/gm)?.length ?? 0;
    const whole = await median(7, () => feedOf(link.value));
    const bare = await median(7, async () => {
      await owner`
        select b.id, b.title, b.starts_at, b.ends_at, r.name, s.name, p.name
          from bookings b join resources r on r.id = b.resource_id join structures s on s.id = b.structure_id
          join people p on p.id = b.person_id
         where b.pole_id = ${poleId} and b.structure_id = ${structureId} and b.ends_at > now() - interval '31 days'
         order by b.starts_at`;
    });
    return {
      what: `a calendar's feed of ${events} events (${Math.round((feed?.text.length ?? 0) / 1000)} kB), beside its bare rows`,
      value: milliseconds(whole),
      beside: milliseconds(bare),
      ratio: whole / bare,
    };
  } finally {
    await closeDatabase();
    await owner.end();
  }
}

/** An import of five thousand lines beside one of five hundred; how far it is can be seen meanwhile. */
export async function benchImport({ ownerUrl, appUrl, pole }: Measured): Promise<Measure> {
  const { poleId } = pole;
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 2 });
  const personId = pole.actor.personId;
  await owner`insert into pole_staff (pole_id, person_id, role) values (${poleId}, ${personId}, 'manager')`;
  const actor: Actor = { ...pole.actor, roles: ["employee", "manager"] };
  openDatabase(appUrl);
  try {
    const bring = async (name: string, lines: number) => {
      const seen = new Set<number>();
      let looking = true;
      const took = await duration(async () => {
        const text = ["Nom;Ville;Activité", ...Array.from({ length: lines }, (_, i) => `${name} ${i};Brizac;Mesure`)];
        const bytes = Buffer.from(text.join("\n"));
        const read = await previewImport(actor, { kind: "structures", name: "mesure.csv", bytes }, {});
        if (!read.ok) throw new Error(read.problem.code);
        const confirmed = await confirmImport(actor, read.value);
        if (!confirmed.ok) throw new Error(confirmed.problem.code);
        const look = async () => {
          while (looking) {
            const [row] = await owner<{ done: number }[]>`select done from imports where id = ${read.value}`;
            if (row) seen.add(row.done);
            await new Promise((resolve) => setTimeout(resolve, 20));
          }
        };
        const looked = look();
        await tasks["run-import"]({ importId: read.value, actor });
        looking = false;
        await looked;
        const [row] = await owner<{ state: string; done: number }[]>`
          select state, done from imports where id = ${read.value}`;
        if (row?.state !== "done" || row.done !== lines) throw new Error(`The import ended ${row?.state}.`);
      });
      return { took, steps: seen.size };
    };
    await bring("Chauffe", FEW_LINES);
    const few = await bring("Peu", FEW_LINES);
    const many = await bring("Beaucoup", MANY_LINES);
    const ratio = many.took / few.took / (MANY_LINES / FEW_LINES);
    return {
      what: `an import of ${MANY_LINES} lines, its progress seen ${many.steps} times; a line beside one of ${FEW_LINES} lines`,
      value: milliseconds(many.took / MANY_LINES),
      beside: milliseconds(few.took / FEW_LINES),
      ratio,
      aim: { words: "under 1.5, progress seen", reached: ratio < 1.5 && many.steps > 5 },
    };
  } finally {
    await closeDatabase();
    await owner.end();
  }
}
