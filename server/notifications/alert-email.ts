import { formatInstant } from "../kernel/format";
import type { Alert } from "../tenders";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import { fill, localeOf, oneLine } from "./rules";
import type { MailSettings } from "./settings";

type Found = Alert["needs"][number];

/** What the searches find, each need once, the soonest closing first; by its id. */
export function newlyFound(alerts: readonly Alert[]): ReadonlyMap<string, Found> {
  const needs = alerts.flatMap((alert) => alert.needs);
  needs.sort((a, b) => a.closesAt.getTime() - b.closesAt.getTime() || a.id.localeCompare(b.id));
  return new Map(needs.map((need) => [need.id, need]));
}

/** All that somebody's searches found, in one mail, with the way to stop each of those that found something. */
export function alertEmail(
  to: { id: string; name: string; email: string; locale: string | null },
  needs: readonly Found[],
  alerts: readonly Alert[],
  settings: MailSettings,
): NewEmail {
  const locale = localeOf(to.locale);
  const words = wordsOf(locale).needs.alert;
  const at = links(settings.origin);
  const [first] = needs;
  const found = alerts.filter((alert) => alert.needs.some(({ id }) => needs.some((need) => need.id === id)));
  const [alert] = found;
  if (!first || !alert) throw new Error("There is nothing to tell.");
  const one = needs.length === 1;
  const values = { title: oneLine(first.title, 120), count: String(needs.length) };
  return {
    topic: "need-alert",
    thread: `alerts/${to.id}`,
    // Each need is told to them once.
    dedupeKey: `alert/${to.id}/${first.id}`,
    poleId: null,
    personId: to.id,
    to: { name: to.name, address: to.email },
    letter: {
      locale,
      subject: oneLine(fill(one ? words.subject : words.subjectMany, values)),
      title: one ? words.title : fill(words.titleMany, values),
      name: oneLine(to.name),
      intro: words.intro,
      facts: [],
      items: needs.map((need) => itemOf(need)),
      action: one
        ? { label: words.action, url: at.need(first.pole.slug, first.id) }
        : { label: words.actionMany, url: at.needs(alert.pole.slug) },
      after: words.after,
      stops: found.map(({ name, stopToken }) => ({
        label: fill(words.stop, { name: oneLine(name) }),
        url: at.stopSearch(stopToken),
      })),
      pole: found.every(({ poleId }) => poleId === alert.poleId) ? oneLine(alert.pole.name) : null,
    },
    attachments: [],
    secretUntil: null,
  };

  function itemOf({ id, pole, title, buyer, place, summary, closesAt }: Found) {
    const whose = fill(words.item, { buyer: oneLine(buyer.name), place: oneLine(place) || oneLine(pole.name) });
    const closes = fill(words.closes, { instant: formatInstant(closesAt, pole.timeZone, locale, { weekday: true }) });
    return {
      title: oneLine(title),
      text: [whose, oneLine(summary, 240), closes].filter(Boolean).join("\n"),
      url: at.need(pole.slug, id),
    };
  }
}
