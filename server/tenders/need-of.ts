import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import type { Addendum, Criterion, Lot, Need, NeedFile, Question } from "./need";

/** Who looks: an actor, or somebody who is nobody yet at the public door of a pôle. */
export type Onlooker = Pick<Actor, "poleId" | "structureId" | "guest"> & { readonly personId: string | null };

/** A need with all that is published with it. @throws NotFound where it is not for who looks */
export async function needOf(onlooker: Onlooker, id: string): Promise<Need> {
  return inTransaction(onlooker, (tx) => readNeed(tx, onlooker, id));
}

/** The same within a transaction. @throws NotFound */
export async function readNeed(tx: Tx, { structureId, guest }: Onlooker, id: string): Promise<Need> {
  if (!isId(id)) throw new NotFound("need");
  const { rows } = await sql<Omit<Need, "ours" | "lots" | "files" | "questions" | "addenda"> & Parts>`
    select n.id, n.pole_id as "poleId", n.kind, n.state, n.title, n.summary, n.description, n.trades, n.place,
           n.wanted_from as "wantedFrom", n.wanted_until as "wantedUntil", n.open_to as "openTo",
           n.groups_allowed as "groupsAllowed", n.quality_first as "qualityFirst", n.max_lots as "maxLots", n.contact,
           n.published_at as "publishedAt", n.questions_until as "questionsUntil", n.closes_at as "closesAt",
           n.opened_at as "openedAt", n.consensus_at as "consensusAt", n.prices_opened_at as "pricesOpenedAt",
           n.decided_at as "decidedAt", n.end_reason as "endReason", n.version,
           jsonb_build_object('id', s.id, 'name', s.name, 'colour', s.colour, 'publicBuyer', s.public_buyer, 'profile', s.buyer_profile) as buyer,
           case when app.buys(n.id) or app.runs_pole() then app.answers_in(n.id) end as "answersIn",
           (select coalesce(jsonb_agg(to_jsonb(l) - 'pole_id' - 'need_id' order by l.number), '[]')
              from need_lots l where l.need_id = n.id) as lots,
           (select coalesce(jsonb_agg(to_jsonb(c) - 'pole_id' - 'need_id' order by c.position), '[]')
              from need_criteria c where c.need_id = n.id) as criteria,
           (select coalesce(jsonb_agg(jsonb_build_object('id', f.id, 'name', f.name, 'type', f.type,
                              'size', octet_length(f.bytes)) order by f.created_at, f.id), '[]')
              from need_files f where f.need_id = n.id and f.removed_at is null) as files,
           (select coalesce(jsonb_agg(to_jsonb(q) || jsonb_build_object('ours', a.question_id is not null)
                              order by q.asked_at, q.id), '[]')
              from need_questions q left join question_askers a on a.question_id = q.id
             where q.need_id = n.id) as questions,
           (select coalesce(jsonb_agg(to_jsonb(d) - 'transaction' order by d.number), '[]')
              from need_addenda d where d.need_id = n.id) as addenda
      from needs n join structures s on s.id = n.structure_id
     where n.id = ${id}`.execute(tx);
  const row = rows[0];
  if (!row) throw new NotFound("need");
  const { lots, criteria, questions, addenda, ...need } = row;
  const ours = guest === null && structureId !== null && need.buyer.id === structureId;
  return {
    ...need,
    ours,
    lots: lots.map((lot) => lotOf(lot, criteria, ours)),
    questions: questions.map(questionOf),
    addenda: addenda.map(addendumOf),
  };
}

/** What comes as JSON, with the names of its columns. */
interface Parts {
  lots: (Record<"id" | "title" | "description", string> & {
    number: number;
    estimate_cents: number | null;
    estimate_shown: boolean;
    reserved_to: Lot["reservedTo"];
    minimum_hours: number;
    unsuccessful_reason: string | null;
  })[];
  criteria: (Omit<Criterion, "lotId"> & { lot_id: string })[];
  files: NeedFile[];
  questions: {
    id: string;
    question: string;
    asked_at: string;
    answer: string | null;
    answered_at: string | null;
    ours: boolean;
  }[];
  addenda: {
    number: number;
    words: string;
    changes_substance: boolean;
    closes_at_before: string;
    closes_at: string;
    at: string;
    changes: Addendum["changes"];
  }[];
}

function lotOf(lot: Parts["lots"][number], criteria: Parts["criteria"], ours: boolean): Lot {
  return {
    id: lot.id,
    number: lot.number,
    title: lot.title,
    description: lot.description,
    // Hidden, it is told to its buyer alone.
    estimateCents: ours || lot.estimate_shown ? lot.estimate_cents : null,
    estimateShown: lot.estimate_shown,
    reservedTo: lot.reserved_to,
    minimumHours: lot.minimum_hours,
    unsuccessfulReason: lot.unsuccessful_reason,
    criteria: criteria
      .filter(({ lot_id }) => lot_id === lot.id)
      .map(({ id, lot_id, kind, label, weight, scale, minimum, guideline }) => ({
        ...{ id, lotId: lot_id, kind, label, weight, scale, minimum, guideline },
      })),
  };
}

function questionOf({ id, question, asked_at, answer, answered_at, ours }: Parts["questions"][number]): Question {
  return {
    id,
    question,
    askedAt: new Date(asked_at),
    answer,
    answeredAt: answered_at ? new Date(answered_at) : null,
    ours,
  };
}

function addendumOf(addendum: Parts["addenda"][number]): Addendum {
  const { number, words, changes_substance, closes_at_before, closes_at, at, changes } = addendum;
  return {
    ...{ number, words, changesSubstance: changes_substance, changes },
    ...{ closesAtBefore: new Date(closes_at_before), closesAt: new Date(closes_at), at: new Date(at) },
  };
}
