import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { BookingBadge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { DateTile } from "~/ui/figures";
import { Who } from "~/ui/grain";
import { PageHead, Section } from "~/ui/surface";
import { seriesOf } from "~server/bookings";
import { seriesView } from "./series-view";

/** One series with every date that it has, as far as this person may see them. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const t = await translator(actor.locale, "series");
  const series = await seriesView(actor, await seriesOf(actor, args.params.series ?? ""), new Date());
  const number = (name: string) => Math.min(Math.max(Number(searchParams.get(name)) || 0, 0), 400);
  return {
    title: await pageTitle(actor.locale, t("page.title", { name: series.resource.name })),
    pole: actor.poleSlug,
    series,
    // What was just done here.
    started: searchParams.has("reservee") && series.ours,
    changed: searchParams.has("changee"),
    cancelled: number("annulees"),
    kept: number("gardees"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function SeriesPage() {
  const { pole, series, started, changed, cancelled, kept } = useLoaderData<typeof loader>();
  const t = useTranslations("series.page");
  const tb = useTranslations("bookings.booking");
  const { resource, structure, bookings, change, cancel, previous, next } = series;
  return (
    <div className="wrap series">
      <PageHead
        title={series.title ? `${resource.name}, ${series.title}` : resource.name}
        lead={series.rule}
        crumbs={[{ label: tb("yours"), to: paths.bookings(pole) }]}
        actions={
          <>
            {change && (
              <ButtonLink to={change} variant="line" icon="pencil">
                {t("change")}
              </ButtonLink>
            )}
            {cancel && (
              <ButtonLink to={cancel} variant="line" icon="calendar-x">
                {t("cancel")}
              </ButtonLink>
            )}
          </>
        }
      >
        {!series.ours && (
          <p>
            <Who {...structure} size="xs" />
          </p>
        )}
      </PageHead>
      {started && (
        <Alert tone="ok" title={t("started")} level={2} live>
          <p>{t("startedText", { count: series.count })}</p>
          {series.asked && <p>{t("startedAsked")}</p>}
        </Alert>
      )}
      {(changed || cancelled > 0) && (
        <Alert tone="ok" live>
          {changed && t("changed")} {cancelled > 0 && t("cancelled", { count: cancelled })}{" "}
          {kept > 0 && t("kept", { count: kept })}
        </Alert>
      )}
      <Section
        title={t("dates")}
        aside={[t("count", { count: series.count }), series.total].filter(Boolean).join(", ")}
      >
        {bookings.length === 0 ? (
          <Empty title={t("none")} />
        ) : (
          <ul className="sheet booking-rows series-dates">
            {bookings.map((booking) => (
              <li key={booking.id} className={booking.over ? "series-over" : undefined}>
                <DateTile {...booking.date} />
                <div className="booking-row-what">
                  <h3>
                    <Link to={booking.to}>{booking.date.label}</Link>
                  </h3>
                  <p>{booking.hours}</p>
                </div>
                <div className="booking-row-why">{booking.elsewhere && <p>{booking.name}</p>}</div>
                <BookingBadge state={booking.state} />
              </li>
            ))}
          </ul>
        )}
      </Section>
      {series.waited.length > 0 && (
        <Section title={t("waited")}>
          <p className="soft">{t("waitedText")}</p>
          <ul className="series-links">
            {series.waited.map((period) => (
              <li key={period}>{period}</li>
            ))}
          </ul>
        </Section>
      )}
      {(previous ?? next) && (
        <p className="actions">
          {previous && (
            <Link className="tap" to={previous}>
              {t("previous")}
            </Link>
          )}
          {next && (
            <Link className="tap" to={next}>
              {t("next")}
            </Link>
          )}
        </p>
      )}
    </div>
  );
}
