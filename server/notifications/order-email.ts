import { formatNumber, formatPeriod } from "../kernel/format";
import { localDateOf } from "../kernel/time";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import type { OrderNews } from "./payloads";
import type { Provider, ToldOrder } from "./queries";
import { fill, isPlainAddress, localeOf, oneLine, severalLines } from "./rules";
import type { MailSettings } from "./settings";

/**
 * What whoever provides a service is told of an order, each administrator in their language; whoever ordered from their
 * own structure knows. None when the order is no longer what the news says.
 */
export function orderEmails(order: ToldOrder | undefined, news: OrderNews, settings: MailSettings): NewEmail[] {
  if (!order || (news === "cancelled") === (order.booking.state === "confirmed")) return [];
  return order.providers
    .filter(({ personId, email }) => personId !== order.booking.personId && isPlainAddress(email))
    .map((provider) => orderEmail(order, provider, news, settings));
}

function orderEmail(
  { booking, message, goesWith }: ToldOrder,
  provider: Provider,
  news: OrderNews,
  settings: MailSettings,
): NewEmail {
  const locale = localeOf(provider.locale);
  const { booking: words, order: own } = wordsOf(locale);
  const { timeZone, startsAt, endsAt } = booking;
  const service = oneLine(booking.resourceName);
  const structure = oneLine(booking.structureName);
  const said = { service, structure, period: formatPeriod(startsAt, endsAt, timeZone, locale) };
  const facts: [label: string, value: string | null | false][] = [
    [own.service, service],
    [words.quantity, formatNumber(booking.quantity, locale)],
    [words.when, formatPeriod(startsAt, endsAt, timeZone, locale, { year: true })],
    [own.goesWith, goesWith && oneLine(goesWith)],
    [words.attendees, booking.attendees !== null && formatNumber(booking.attendees, locale)],
    [own.message, severalLines(message)],
    [own.structure, structure],
    [own.person, oneLine(booking.personName)],
  ];
  return {
    topic: `order-${news}`,
    thread: `order/${booking.id}/${provider.personId}`,
    dedupeKey: `order/${booking.id}/${news}/${booking.sequence}/${provider.personId}`,
    poleId: booking.poleId,
    personId: provider.personId,
    to: { name: provider.name, address: provider.email },
    letter: {
      locale,
      subject: oneLine(fill(own[news].subject, said)),
      title: own[news].title,
      name: oneLine(provider.name),
      intro: fill(own[news].intro, said),
      facts: facts.flatMap(([label, value]) => (value ? [{ label, value }] : [])),
      action: {
        label: own.action,
        url: links(settings.origin).orders(booking.poleSlug, localDateOf(startsAt, timeZone)),
      },
      after: own.after,
      pole: oneLine(booking.poleName),
    },
    attachments: [],
    secretUntil: null,
  };
}
