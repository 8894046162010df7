import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { formatInstant, formatMoney, formatMonth } from "../kernel/format";
import type { Letter } from "./letter";
import { links } from "./links";
import { wordsOf } from "./messages";
import { deliver, writeEmail, type NewEmail } from "./outbox";
import { DecisionEmailPayload, StatementEmailPayload } from "./payloads";
import { fill, isPlainAddress, localeOf, oneLine, severalLines } from "./rules";
import { mailSettings, type MailSettings } from "./settings";

/** A statement, as its mails say it: never an amount of it, which is for who signs in. */
interface ToldStatement {
  readonly poleId: string;
  readonly poleSlug: string;
  readonly poleName: string;
  readonly timeZone: string;
  readonly startsOn: string;
  readonly state: string;
  readonly reviewUntil: Date | null;
  readonly structureId: string;
  readonly structureName: string;
  readonly number: string;
  readonly readAt: Date | null;
  readonly remindedAt: Date | null;
  /** Since when it has been told what it comes to. */
  readonly toldAt: Date | null;
}

interface Reader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly locale: string | null;
}

/** Tells a structure's treasurers and administrators that its statement is there to be read, or still is. */
export async function statementEmail(payload: unknown): Promise<void> {
  const { kind, poleId, periodId, structureId } = StatementEmailPayload.parse(payload);
  await write(poleId, async (tx, settings) => {
    const told = await toldStatement(tx, periodId, structureId);
    // No longer true: the review is over, or they have read it meanwhile.
    if (told?.state !== "review" || told.readAt) return [];
    const since = { ready: null, reminder: told.remindedAt, changed: told.toldAt }[kind];
    const about = kind === "ready" ? "ready" : `${kind}/${since?.getTime() ?? ""}`;
    return (await readersOf(tx, structureId)).map((to) => {
      const { locale, words, values, at } = wordsFor(told, to, settings);
      const own = words[kind];
      const until = told.reviewUntil && formatInstant(told.reviewUntil, told.timeZone, locale, { weekday: true });
      return emailTo(to, told, `statement-${kind}`, `statement/${periodId}/${structureId}/${about}`, {
        ...{ locale, subject: oneLine(fill(own.subject, values)), title: own.title, intro: fill(own.intro, values) },
        facts: [
          { label: words.structure, value: oneLine(told.structureName) },
          { label: words.number, value: told.number },
          ...(until ? [{ label: words.until, value: until }] : []),
        ],
        action: { label: own.action, url: at },
        after: own.after,
      });
    });
  });
}

/** Tells a structure's treasurers and administrators what was decided of what it disputed. */
export async function decisionEmail(payload: unknown): Promise<void> {
  const { poleId, disputeId } = DecisionEmailPayload.parse(payload);
  await write(poleId, async (tx, settings) => {
    const { rows } = await sql<{
      periodId: string;
      structureId: string;
      state: string;
      pool: string;
      cents: number;
      grantedCents: number | null;
      decision: string;
    }>`
      select d.period_id, d.structure_id, d.state, p.name as pool, d.cents, d.granted_cents, d.decision
        from disputes d join cost_pools p on p.id = d.pool_id where d.id = ${disputeId}`.execute(tx);
    const [dispute] = rows;
    const told = dispute && (await toldStatement(tx, dispute.periodId, dispute.structureId));
    const kind = dispute?.state;
    if (!told || (kind !== "upheld" && kind !== "adjusted" && kind !== "rejected")) return [];
    return (await readersOf(tx, dispute.structureId)).map((to) => {
      const { locale, words, values, at } = wordsFor(told, to, settings);
      const own = words[kind];
      const money = (cents: number) => formatMoney(cents, locale);
      const all = { ...values, pool: oneLine(dispute.pool) };
      return emailTo(to, told, "dispute-decided", `decision/${disputeId}`, {
        ...{ locale, subject: oneLine(fill(own.subject, all)), title: own.title, intro: fill(own.intro, all) },
        facts: [
          { label: words.pool, value: all.pool },
          { label: words.disputed, value: money(dispute.cents) },
          ...(dispute.grantedCents ? [{ label: words.granted, value: money(dispute.grantedCents) }] : []),
          { label: words.decision, value: severalLines(dispute.decision) },
        ],
        action: { label: own.action, url: at },
        after: own.after,
      });
    });
  });
}

/** Tells who runs the pôle that a share is disputed: what, how much, why. */
export async function disputeEmail(payload: unknown): Promise<void> {
  const { poleId, disputeId } = DecisionEmailPayload.parse(payload);
  await write(poleId, async (tx, settings) => {
    const { rows } = await sql<{
      periodId: string;
      structureId: string;
      state: string;
      pool: string;
      cents: number;
      reason: string;
    }>`
      select d.period_id, d.structure_id, d.state, p.name as pool, d.cents, d.reason
        from disputes d join cost_pools p on p.id = d.pool_id where d.id = ${disputeId}`.execute(tx);
    const [dispute] = rows;
    const told = dispute && (await toldStatement(tx, dispute.periodId, dispute.structureId));
    // Taken back, or decided, meanwhile.
    if (!told || dispute.state !== "filed") return [];
    return (await managersOf(tx, poleId)).map((to) => {
      const { locale, words, values, at } = wordsFor(told, to, settings);
      const own = words.filed;
      const all = { ...values, pool: oneLine(dispute.pool) };
      return emailTo(to, told, "dispute-filed", `dispute/${disputeId}`, {
        ...{ locale, subject: oneLine(fill(own.subject, all)), title: own.title, intro: fill(own.intro, all) },
        facts: [
          { label: words.structure, value: values.structure },
          { label: words.pool, value: all.pool },
          { label: words.disputed, value: formatMoney(dispute.cents, locale) },
          { label: words.reason, value: severalLines(dispute.reason) },
        ],
        action: { label: own.action, url: at },
        after: own.after,
      });
    });
  });
}

async function write(poleId: string, emails: (tx: Tx, settings: MailSettings) => Promise<NewEmail[]>): Promise<void> {
  const settings = mailSettings();
  // In the pôle, for what is told; and as who finds out who somebody is, for whom it is told to.
  const ids = await inTransaction({ poleId, books: true, realm: "identity" }, async (tx) => {
    const written: string[] = [];
    for (const email of await emails(tx, settings)) written.push(await writeEmail(tx, email, settings));
    return written;
  });
  for (const id of ids) await deliver(id, settings);
}

function wordsFor(told: ToldStatement, to: Reader, { origin }: MailSettings) {
  const locale: Locale = localeOf(to.locale);
  const month = formatMonth(told.startsOn, locale);
  return {
    locale,
    words: wordsOf(locale).costs,
    values: { month, structure: oneLine(told.structureName), pole: oneLine(told.poleName) },
    at: links(origin).statement(told.poleSlug, told.startsOn.slice(0, 7), told.structureId),
  };
}

function emailTo(
  to: Reader,
  told: ToldStatement,
  topic: string,
  event: string,
  letter: Omit<Letter, "name" | "pole">,
): NewEmail {
  return {
    topic,
    thread: `statement/${told.poleId}/${to.id}`,
    dedupeKey: `${event}/${to.id}`,
    poleId: told.poleId,
    personId: to.id,
    to: { name: to.name, address: to.email },
    letter: { ...letter, name: oneLine(to.name), pole: oneLine(told.poleName) },
    attachments: [],
    secretUntil: null,
  };
}

async function toldStatement(tx: Tx, periodId: string, structureId: string): Promise<ToldStatement | undefined> {
  const { rows } = await sql<ToldStatement>`
    select p.pole_id, o.slug as pole_slug, o.name as pole_name, o.time_zone, p.starts_on, p.state, p.review_until,
           s.id as structure_id, s.name as structure_name, t.number, t.read_at, t.reminded_at, t.told_at
      from statements t join periods p on p.id = t.period_id join poles o on o.id = p.pole_id
      join structures s on s.id = t.structure_id
     where t.period_id = ${periodId} and t.structure_id = ${structureId}`.execute(tx);
  return rows[0];
}

/** Who answers for a structure's money. In the realm of identity. */
async function readersOf(tx: Tx, structureId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct p.id, p.name, p.email, p.locale
      from affiliations a join people p on p.id = a.person_id
     where a.structure_id = ${structureId} and a.role in ('treasurer', 'administrator') and a.ended_at is null
       and p.disabled_at is null
     order by p.id`.execute(tx);
  return rows.filter(({ email }) => isPlainAddress(email));
}

/** Who runs the pôle. In the realm of identity. */
async function managersOf(tx: Tx, poleId: string): Promise<Reader[]> {
  const { rows } = await sql<Reader>`
    select distinct p.id, p.name, p.email, p.locale
      from pole_staff f join people p on p.id = f.person_id
     where f.pole_id = ${poleId} and f.ended_at is null and p.disabled_at is null
     order by p.id`.execute(tx);
  return rows.filter(({ email }) => isPlainAddress(email));
}
