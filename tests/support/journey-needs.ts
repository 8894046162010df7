import type postgres from "postgres";
import { newId } from "../../server/kernel/ids";

/** Who does something within a transaction of the owner, as the triggers of the database want to know. */
interface By {
  readonly personId: string;
  readonly structureId: string | null;
}

/** A need of the demonstration's administrator that two structures answered, opened by two persons. */
export interface OpenedNeed {
  /** The path of its page. */
  readonly address: string;
  readonly id: string;
  /** The names of who answered, the dearer first. */
  readonly bidders: readonly [string, string];
  /** Somebody of a structure that did not answer; signs in with the password of all. */
  readonly judge: { readonly id: string; readonly name: string; readonly account: string };
}

/** Writes such a need: one lot judged on price (40), method (35) and integration (25), each on 10. */
export async function openedNeed(sql: postgres.Sql, title: string, { qualityFirst = false } = {}): Promise<OpenedNeed> {
  const [buyer] = await sql<(By & { poleId: string })[]>`
    select po.id as "poleId", a.structure_id as "structureId", p.id as "personId"
      from people p join affiliations a on a.person_id = p.id join memberships m using (structure_id)
      join poles po on po.id = m.pole_id
     where p.email = 'administrator@demo.example' and po.slug = 'val-d-orme'`;
  if (!buyer) throw new Error("The demonstration misses its administrator.");
  const others = await sql<{ id: string; name: string; personId: string }[]>`
    select distinct on (s.name) s.id, s.name, a.person_id as "personId"
      from memberships m join structures s on s.id = m.structure_id join affiliations a on a.structure_id = s.id
     where m.pole_id = ${buyer.poleId} and m.kind = 'member' and m.ends_on is null and s.id <> ${buyer.structureId}
     order by s.name limit 3`;
  const [dear, cheap, third] = others;
  if (!dear || !cheap || !third) throw new Error("The demonstration misses members.");
  const [id, lotId, judgeId] = [newId(), newId(), newId()];
  const [methodId, socialId] = [newId(), newId()];
  const judge = { id: judgeId, name: "Nina Roche", account: `jury-${judgeId.slice(-8)}` };
  const at = { pole_id: buyer.poleId, need_id: id };
  const as = (tx: postgres.TransactionSql, { personId, structureId }: By) =>
    tx`select set_config('app.pole', ${buyer.poleId}, true), set_config('app.person', ${personId}, true),
              set_config('app.structure', ${structureId ?? ""}, true)`;
  await sql.begin(async (tx) => {
    await tx`insert into people (id, name, email, locale) values (${judgeId}, ${judge.name}, ${`${judge.account}@demo.example`}, 'fr')`;
    await tx`insert into passwords (person_id, hash) select ${judgeId}, hash from passwords where person_id = ${buyer.personId}`;
    await tx`insert into affiliations (structure_id, person_id, role) values (${third.id}, ${judgeId}, 'employee')`;
    await tx`insert into needs ${tx({ id, pole_id: buyer.poleId, structure_id: buyer.structureId, person_id: buyer.personId, kind: "call", title, summary: "Des plants, un banc et de l'ombre.", quality_first: qualityFirst })}`;
    await tx`insert into need_lots ${tx({ ...at, id: lotId, number: 1, title: "Plantations et terre" })}`;
    await tx`insert into need_criteria ${tx([
      { ...at, id: newId(), lot_id: lotId, position: 1, kind: "price", weight: 40, label: "Prix", guideline: "" },
      {
        ...{ ...at, id: methodId, lot_id: lotId, position: 2, kind: "quality", weight: 35, label: "Méthode" },
        guideline: "Matériaux, garantie de reprise, planning.",
      },
      {
        ...{ ...at, id: socialId, lot_id: lotId, position: 3, kind: "social", weight: 25, label: "Insertion" },
        guideline: "",
      },
    ])}`;
    await tx`update needs set state = 'published', published_at = now(),
      closes_at = date_trunc('milliseconds', clock_timestamp() + interval '1 hour') where id = ${id}`;
  });
  const answer = async (by: By, priceCents: number, words: readonly [string, string]) => {
    const answerId = newId();
    await sql.begin(async (tx) => {
      await as(tx, by);
      const of = { pole_id: buyer.poleId, answer_id: answerId };
      await tx`insert into answers ${tx({ id: answerId, ...at, structure_id: by.structureId, person_id: by.personId, presentation: "Douze salariées, dont huit en parcours d'insertion." })}`;
      await tx`insert into answer_lots ${tx({ ...of, need_id: id, lot_id: lotId, price_cents: priceCents, hours: 90 })}`;
      await tx`insert into answer_texts ${tx([
        { ...of, criterion_id: methodId, text: words[0] },
        { ...of, criterion_id: socialId, text: words[1] },
      ])}`;
      await tx`insert into submissions ${tx({ id: newId(), ...at, answer_id: answerId, number: 0, at: new Date(0), kind: "submitted", structure_id: by.structureId, person_id: by.personId, content: sql.json({}), sha256: "" })}`;
    });
  };
  await answer({ personId: dear.personId, structureId: dear.id }, 910_000, [
    "Plants d'ici, élevés sans pesticide. Paillage en broyat du quartier, et deux passages d'arrosage par semaine le premier été. Reprise garantie deux ans.",
    "Une équipe de quatre personnes en parcours, avec une encadrante à plein temps.",
  ]);
  await answer({ personId: cheap.personId, structureId: cheap.id }, 780_000, [
    "Plantation en trois jours, garantie un an.",
    "Quatre-vingt-dix heures confiées à des personnes éloignées de l'emploi.",
  ]);
  await sql.begin(async (tx) => {
    await tx`set local session_replication_role = replica`;
    await tx`update needs set closes_at = date_trunc('milliseconds', clock_timestamp() - interval '1 second') where id = ${id}`;
  });
  const [manager] = await sql<{ personId: string }[]>`
    select person_id as "personId" from pole_staff where pole_id = ${buyer.poleId} and ended_at is null limit 1`;
  await sql.begin(async (tx) => {
    await as(tx, buyer);
    await tx`insert into openings ${tx({ ...at, first_by: buyer.personId })}`;
    await as(tx, { personId: manager?.personId ?? "", structureId: null });
    await tx`update openings set second_by = ${manager?.personId ?? ""} where need_id = ${id}`;
  });
  return { id, address: `/poles/val-d-orme/besoins/${id}`, bidders: [dear.name, cheap.name], judge };
}
