import { sql } from "kysely";
import { inTransaction, type Tx } from "../../db/transaction";
import { formatDay, formatMoney, formatMonth } from "../kernel/format";
import type { Cents } from "../kernel/money";
import type { LocalDate } from "../kernel/time";
import { links } from "./links";
import { wordsOf } from "./messages";
import { deliver, writeEmail, type NewEmail } from "./outbox";
import { ChargeEmailPayload, type ChargeNews } from "./payloads";
import { fill, localeOf, oneLine, severalLines } from "./rules";
import { mailSettings, type MailSettings } from "./settings";

/** An advance with all that its mails say. */
interface ToldAdvance {
  id: string;
  number: string | null;
  label: string;
  supplier: string;
  amountCents: Cents;
  documentOn: LocalDate;
  state: string;
  refusedBecause: string;
  version: number;
  postedIn: LocalDate | null;
  poleId: string;
  poleSlug: string;
  poleName: string;
  personId: string;
  name: string;
  email: string;
  locale: string | null;
}

/** Tells who declared an advance what became of it; nobody when that is no longer true. */
export async function chargeEmail(payload: unknown): Promise<void> {
  const news = ChargeEmailPayload.parse(payload);
  const settings = mailSettings();
  const id = await inTransaction({ poleId: news.poleId, books: true }, async (tx) => {
    const told = await toldAdvance(tx, news.chargeId);
    return told && isStillTrue(told, news) ? writeEmail(tx, advanceEmail(told, news, settings), settings) : null;
  });
  if (id) await deliver(id, settings);
}

function isStillTrue({ state, version }: ToldAdvance, { event, round }: ChargeNews): boolean {
  return state === event && (event === "approved" || version === round);
}

async function toldAdvance(tx: Tx, id: string): Promise<ToldAdvance | undefined> {
  const { rows } = await sql<ToldAdvance>`
    select c.id, c.number, c.label, c.supplier, c.amount_cents, c.document_on, c.state, c.refused_because, c.version,
           m.starts_on as posted_in, po.id as pole_id, po.slug as pole_slug, po.name as pole_name,
           w.id as person_id, w.name, w.email, w.locale
      from charges c
      join poles po on po.id = c.pole_id
      join people w on w.id = c.person_id and w.disabled_at is null
      left join periods m on m.id = c.period_id
     where c.id = ${id}`.execute(tx);
  return rows[0];
}

function advanceEmail(told: ToldAdvance, { event, round }: ChargeNews, settings: MailSettings): NewEmail {
  const locale = localeOf(told.locale);
  const words = wordsOf(locale).advances;
  const own = words[`advance-${event}`];
  const values = {
    label: oneLine(told.label),
    amount: formatMoney(told.amountCents, locale),
    month: told.postedIn ? formatMonth(told.postedIn, locale) : "",
  };
  const facts = [
    {
      label: words.document,
      value: oneLine(`${told.supplier}, ${formatDay(told.documentOn, locale, { year: true })}`),
    },
    ...(event === "refused" ? [{ label: words.reason, value: severalLines(told.refusedBecause) }] : []),
    ...(told.number && event === "approved" ? [{ label: words.number, value: told.number }] : []),
  ];
  return {
    topic: `advance-${event}`,
    thread: `charge/${told.id}`,
    dedupeKey: `charge/${told.id}/${event}/${round}`,
    poleId: told.poleId,
    personId: told.personId,
    to: { name: told.name, address: told.email },
    letter: {
      locale,
      subject: oneLine(fill(own.subject, values)),
      title: own.title,
      name: oneLine(told.name),
      intro: fill(own.intro, values),
      facts,
      action: { label: own.action, url: links(settings.origin).charge(told.poleSlug, told.id) },
      after: own.after,
      pole: oneLine(told.poleName),
    },
    attachments: [],
    secretUntil: null,
  };
}
