import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { BookingBadge, type BookingState } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Sheet } from "~/ui/surface";
import { formatDuration, formatMoney, formatPeriod, formatTime, weekdayName } from "~server/kernel/format";
import { bookingsBehind } from "~server/usage";
import { readPeriod } from "./asked";
import { readAfter, readBehind } from "./behind-asked";
import { periodName } from "./period-words";

/** How many a page shows. */
const PAGE = 50;

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, timeZone, poleSlug: pole } = actor;
  const search = new URL(args.request.url).searchParams;
  const [now, t] = [new Date(), await translator(locale, "usage")];
  const [asked, period] = [readBehind(search, now, timeZone), readPeriod(search, now, timeZone)];
  const { items, next } = await bookingsBehind(actor, asked, { after: readAfter(search), limit: PAGE });
  const query = Object.fromEntries([...search].filter(([name]) => name !== "suite"));
  const { ressource, duree = "", du = "", au = "" } = query;
  const back = Object.fromEntries(Object.entries({ duree, du, au }).filter(([, value]) => value !== ""));
  const when = periodName(t, period.span, period.days, locale);
  const cell =
    asked.cell &&
    t("atHour", { day: weekdayName(asked.cell.weekday, locale), hour: formatTime(asked.cell.hour * 60, locale) });
  return {
    title: await pageTitle(locale, t(`behind.${asked.what}`)),
    heading: t(`behind.${asked.what}`),
    lead: [when, cell].filter(Boolean).join(", "),
    back: ressource ? paths.resourceUsage(pole, ressource, back) : paths.usage(pole, back),
    csv: paths.usageCsv(pole, query),
    next: next && paths.usageBookings(pole, { ...query, suite: `${next.start} ${next.id}` }),
    items: items.map((booking) => ({
      id: booking.id,
      href: paths.booking(pole, booking.id),
      resource: booking.resource,
      structure: booking.structure,
      when: formatPeriod(booking.start, booking.end, timeZone, locale, { year: true }),
      counted: formatDuration(Math.round(booking.minutes), locale),
      money: booking.atCost ? t("atCost") : formatMoney(booking.cents, locale),
      state: booking.state as BookingState,
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The bookings that make a figure of the page of usage. */
export default function UsageBookings() {
  const { heading, lead, back, csv, next, items } = useLoaderData<typeof loader>();
  const t = useTranslations("usage");
  return (
    <div className="wrap">
      <PageHead
        title={heading}
        lead={lead}
        crumbs={[{ label: t("here"), to: back }]}
        actions={
          <ButtonLink variant="line" icon="download" to={csv} reloadDocument>
            {t("csv")}
          </ButtonLink>
        }
      />
      {items.length === 0 ? (
        <Empty picture="search" title={t("behindEmpty")} actions={<ButtonLink to={back}>{t("back")}</ButtonLink>} />
      ) : (
        <Sheet as="ul" className="usage-list">
          {items.map(({ id, href, resource, structure, when, counted, money, state }) => (
            <li key={id}>
              <div>
                <Link to={href}>{resource}</Link>
                <small className="soft">{structure}</small>
              </div>
              <span>{when}</span>
              <span className="num">
                <b className="nowrap">{counted}</b> <span className="nowrap soft">{money}</span>
              </span>
              <BookingBadge state={state} />
            </li>
          ))}
        </Sheet>
      )}
      {next && (
        <p className="actions">
          <ButtonLink variant="line" to={next} rel="next">
            {t("next")}
          </ButtonLink>
        </p>
      )}
    </div>
  );
}
