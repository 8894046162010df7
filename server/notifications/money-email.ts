import { formatDay, formatMoney } from "../kernel/format";
import type { LocalDate } from "../kernel/time";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { Asked, Payer, ToldCall, ToldFee } from "./money-tasks";
import type { NewEmail } from "./outbox";
import { fill, localeOf, oneLine } from "./rules";
import type { MailSettings } from "./settings";

/** The mail of the provisional calls made together: what is asked for, pool by pool. `calls` has one at least. */
export function callsEmail(asked: Asked, calls: readonly ToldCall[], to: Payer, settings: MailSettings): NewEmail {
  const locale = localeOf(to.locale);
  const words = wordsOf(locale).money;
  const [first] = calls;
  const total = calls.reduce((all, { cents }) => all + cents, 0);
  const due = dayOf(first?.dueOn ?? "", to);
  return {
    ...envelope(asked, to, "money-calls", `calls/${first?.id ?? ""}`),
    letter: {
      ...said(asked, to, words.calls, { amount: formatMoney(total, locale), due }),
      facts: [
        ...calls.map(({ poolName, cents }) => ({ label: oneLine(poolName), value: formatMoney(cents, locale) })),
        { label: words.total, value: formatMoney(total, locale) },
        { label: words.due, value: due },
      ],
      action: { label: words.calls.action, url: links(settings.origin).budget(asked.poleSlug, first?.year ?? 0) },
    },
  };
}

/** The mail of a membership fee. */
export function feeEmail(asked: Asked, fee: ToldFee, to: Payer, settings: MailSettings): NewEmail {
  const locale = localeOf(to.locale);
  const words = wordsOf(locale).money;
  const [amount, due] = [formatMoney(fee.cents, locale), dayOf(fee.dueOn, to)];
  const decided = oneLine(fee.decided);
  return {
    ...envelope(asked, to, "money-fee", `fee/${fee.id}`),
    letter: {
      ...said(asked, to, words.fee, { amount, due, year: String(fee.year) }),
      facts: [
        { label: words.structure, value: oneLine(asked.structureName) },
        { label: words.amount, value: amount },
        { label: words.due, value: due },
        ...(decided ? [{ label: words.decided, value: decided }] : []),
      ],
      action: { label: words.fee.action, url: links(settings.origin).fees(asked.poleSlug, fee.year) },
    },
  };
}

function envelope({ poleId, structureId }: Asked, to: Payer, topic: string, about: string) {
  return {
    topic,
    thread: `${about}/${structureId}/${to.id}`,
    dedupeKey: `${about}/${structureId}/${to.id}`,
    poleId,
    personId: to.id,
    to: { name: to.name, address: to.email },
    attachments: [],
    secretUntil: null,
  };
}

type Said = { subject: string; title: string; intro: string; after: string };

function said(asked: Asked, to: Payer, words: Said, values: Record<string, string>) {
  const filled = { ...values, structure: oneLine(asked.structureName) };
  return {
    locale: localeOf(to.locale),
    subject: oneLine(fill(words.subject, filled)),
    title: fill(words.title, filled),
    name: oneLine(to.name),
    intro: fill(words.intro, filled),
    after: fill(words.after, filled),
    pole: oneLine(asked.poleName),
  };
}

const dayOf = (day: LocalDate, to: Payer) => formatDay(day, localeOf(to.locale), { weekday: false, year: true });
