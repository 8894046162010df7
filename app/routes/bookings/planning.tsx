import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData, useNavigate } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Chip, Chips } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field, Input } from "~/ui/field";
import { Legend } from "~/ui/slot";
import { PageHead, Segments } from "~/ui/surface";
import { timeText } from "~server/kernel/time";
import { FollowLink } from "../calendars/follow-link";
import { LiveChanges } from "../calendars/live-changes";
import { CalendarOver } from "./calendar/calendar-over";
import { askedQuery, readAsked } from "./planning/asked";
import { DayPart, ListPart, MonthPart, WeekPart } from "./planning/parts";
import { readPlanning } from "./planning/read";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const now = new Date();
  const asked = readAsked(new URL(args.request.url).searchParams, now, actor.timeZone);
  const planning = await readPlanning(actor, asked, now);
  const common = await translator(actor.locale, "common");
  const t = await translator(actor.locale, "planning");
  return {
    ...planning,
    pole: actor.poleSlug,
    paper: paths.printPlanning(actor.poleSlug, askedQuery(asked)),
    locale: actor.locale,
    title: common("titled", { page: `${t("title")}, ${planning.heading}` }),
    home: common("nav.home"),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The pôle's planning: who has what, and what is free, by day, week and month, or as a list. */
export default function Planning() {
  const data = useLoaderData<typeof loader>();
  const t = useTranslations("planning");
  const words = useTranslations("exports");
  const navigate = useNavigate();
  const { part, pole, asked } = data;
  return (
    <div className="wrap">
      <PageHead
        title={data.heading}
        lead={data.lead}
        crumbs={[{ label: data.home, to: paths.home(pole) }]}
        here={t("title")}
        actions={
          <>
            <ButtonLink variant="text" icon="printer" to={data.paper}>
              {words("print")}
            </ButtonLink>
            <ButtonLink to={paths.home(pole, { jour: asked.jour })} icon="search">
              {t("search")}
            </ButtonLink>
          </>
        }
      />
      <div className="plan-bar">
        <Days {...data} />
        <Segments label={t("views")} items={data.views} />
      </div>
      <Filters {...data} />
      {part.total === 0 ? (
        <Empty
          picture="search"
          title={t("empty.title")}
          card
          actions={data.clear && <ButtonLink to={data.clear}>{t("clear")}</ButtonLink>}
        >
          {t(data.clear ? "empty.filtered" : "empty.none")}
        </Empty>
      ) : (
        <>
          {part.vue === "jour" && part.calendar && (
            <CalendarOver
              data={part.calendar}
              locale={data.locale}
              words={{
                label: part.calendarLabel,
                help: t("calendar.help"),
                asCalendar: t("calendar.asCalendar"),
                asTable: t("calendar.asTable"),
              }}
              onOpen={(href) => navigate(href)}
              onChoose={({ date, start, end, resourceId }) => {
                if (!resourceId) return;
                navigate(paths.newBooking(pole, resourceId, { jour: date, de: timeText(start), a: timeText(end) }));
              }}
            >
              <DayPart {...part} />
            </CalendarOver>
          )}
          {part.vue === "jour" && !part.calendar && <DayPart {...part} />}
          {part.vue === "semaine" && <WeekPart {...part} />}
          {part.vue === "mois" && <MonthPart {...part} help={t("month.help")} />}
          {part.vue === "liste" && <ListPart {...part} />}
        </>
      )}
      {part.vue === "jour" && part.total > 0 && (
        <div className="plan-legend">
          <Legend kinds={["free", "mine", "taken", "closed"]} free={t("free")} />
        </div>
      )}
      <FollowLink pole={pole} />
      <LiveChanges pole={pole} shown={part} />
      {(data.more ?? data.first) && (
        <p className="plan-foot actions">
          {data.first && (
            <ButtonLink variant="line" to={data.first}>
              {t("first")}
            </ButtonLink>
          )}
          {data.more && (
            <ButtonLink variant="line" to={data.more}>
              {t("more")}
            </ButtonLink>
          )}
        </p>
      )}
    </div>
  );
}

type Data = ReturnType<typeof useLoaderData<typeof loader>>;

function Days({ days, before, after, today, part }: Pick<Data, "days" | "before" | "after" | "today" | "part">) {
  const t = useTranslations("planning");
  return (
    <div className="row plan-days">
      <ButtonLink variant="line" iconOnly icon="chevron-left" to={before.to}>
        {before.label}
      </ButtonLink>
      {part.vue === "jour" && (
        <nav aria-label={t("days")}>
          <ul className="days">
            {days.map((day) => (
              <li key={day.key}>
                <Link to={day.href} aria-current={day.current ? "date" : undefined} aria-label={day.label}>
                  <small>{day.weekday}</small>
                  {day.day}
                </Link>
              </li>
            ))}
          </ul>
        </nav>
      )}
      <ButtonLink variant="line" iconOnly icon="chevron-right" to={after.to}>
        {after.label}
      </ButtonLink>
      {today && <Link to={today}>{t("today")}</Link>}
    </div>
  );
}

function Filters({ asked, kinds, own, clear, pole }: Pick<Data, "asked" | "kinds" | "own" | "clear" | "pole">) {
  const t = useTranslations("planning");
  return (
    <div className="plan-chips between">
      <Chips label={t("filters")}>
        {kinds.map(({ label, to, current, count }) => (
          <Chip key={label} to={to} current={current} count={count}>
            {label}
          </Chip>
        ))}
        {own && (
          <Chip to={own.to} current={own.current} icon="circle-dot">
            {own.label}
          </Chip>
        )}
      </Chips>
      <Form action={paths.planning(pole)} className="plan-filter" role="search" aria-label={t("filters")}>
        <input type="hidden" name="vue" value={asked.vue} />
        <input type="hidden" name="jour" value={asked.jour} />
        {asked.vous && <input type="hidden" name="vous" value="1" />}
        {asked.genre && <input type="hidden" name="genre" value={asked.genre} />}
        <Field label={t("q")}>
          <Input name="q" type="search" defaultValue={asked.q} maxLength={100} />
        </Field>
        <Field label={t("people")}>
          <Input name="personnes" type="number" min={1} max={10000} defaultValue={asked.personnes ?? ""} />
        </Field>
        <Button variant="line">{t("filter")}</Button>
        {clear && <Link to={clear}>{t("clear")}</Link>}
      </Form>
    </div>
  );
}
