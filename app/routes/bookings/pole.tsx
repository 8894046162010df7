import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { BookingBadge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { ExportLink } from "~/ui/export-link";
import { Field, Input, Select } from "~/ui/field";
import { PageHead, Sheet } from "~/ui/surface";
import { bookingsOf, resourcesOfKind } from "~server/bookings";
import { formatMoney, formatPeriod } from "~server/kernel/format";
import { structuresOfPole } from "~server/poles";
import { allowPoleBookings, readPoleBookings, STATES } from "./pole-asked";

/** How many a page shows. */
const PAGE = 50;

/** All the pôle's bookings, for who looks after them: by dates, structure, resource, state, words. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allowPoleBookings(actor);
  const { locale, timeZone, poleSlug: pole } = actor;
  const search = new URL(args.request.url).searchParams;
  const { typed, query, wanted } = readPoleBookings(search, new Date(), timeZone);
  const [t, common] = await Promise.all([translator(locale, "search"), translator(locale, "common")]);
  const [page, structures, resources] = await Promise.all([
    bookingsOf(actor, { ...wanted, limit: PAGE, cursor: search.get("suite") }),
    structuresOfPole(actor),
    resourcesOfKind(actor, null),
  ]);
  const any = (label: string) => ({ value: "", label });
  const named = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name });
  return {
    title: await pageTitle(locale, t("pole.title")),
    pole,
    typed,
    structures: [any(t("pole.everyStructure")), ...structures.map(named)],
    resources: [any(t("pole.everyResource")), ...resources.map(named)],
    states: [
      any(t("pole.everyState")),
      ...STATES.map((state) => ({ value: state, label: common(`bookingState.${state}`) })),
    ],
    csv: paths.poleBookingsFile(pole, query),
    next: page.nextCursor && paths.poleBookings(pole, { ...query, suite: page.nextCursor }),
    first: search.has("suite") ? paths.poleBookings(pole, query) : null,
    items: page.items.map((booking) => ({
      id: booking.id,
      href: paths.booking(pole, booking.id),
      resource: booking.resource.name,
      who: [booking.structure.name, booking.person?.name].filter(Boolean).join(", "),
      title: booking.title,
      when: formatPeriod(booking.start, booking.end, timeZone, locale, { year: true }),
      price: booking.price && formatMoney(booking.price.cents, locale),
      state: booking.state,
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function PoleBookings() {
  const { pole, items, next, first, csv } = useLoaderData<typeof loader>();
  const t = useTranslations("search.pole");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} actions={<ExportLink to={csv} />} />
      <Filters />
      {items.length === 0 ? (
        <Empty
          picture="search"
          title={t("empty")}
          card
          actions={
            <ButtonLink to={paths.poleBookings(pole)} variant="line">
              {t("clear")}
            </ButtonLink>
          }
        >
          {t("emptyText")}
        </Empty>
      ) : (
        <Sheet as="ul" className="usage-list pole-bookings">
          {items.map(({ id, href, resource, who, title, when, price, state }) => (
            <li key={id}>
              <div>
                <Link to={href}>{resource}</Link>
                <small className="soft">{who}</small>
                {title && <small>{title}</small>}
              </div>
              <span>{when}</span>
              <span className="num nowrap">{price}</span>
              <BookingBadge state={state} />
            </li>
          ))}
        </Sheet>
      )}
      <p className="actions">
        {first && (
          <ButtonLink variant="line" to={first}>
            {t("first")}
          </ButtonLink>
        )}
        {next && (
          <ButtonLink variant="line" to={next} rel="next">
            {t("next")}
          </ButtonLink>
        )}
      </p>
    </div>
  );
}

function Filters() {
  const { pole, typed, structures, resources, states } = useLoaderData<typeof loader>();
  const t = useTranslations("search.pole");
  return (
    <Form
      action={paths.poleBookings(pole)}
      className="card pole-filter"
      role="search"
      aria-label={t("filters")}
      key={JSON.stringify(typed)}
    >
      <Field label={t("from")}>
        <Input type="date" name="du" defaultValue={typed.du} />
      </Field>
      <Field label={t("to")}>
        <Input type="date" name="au" defaultValue={typed.au} />
      </Field>
      <Field label={t("structure")}>
        <Select name="structure" options={structures} defaultValue={typed.structure} />
      </Field>
      <Field label={t("resource")}>
        <Select name="ressource" options={resources} defaultValue={typed.ressource} />
      </Field>
      <Field label={t("state")}>
        <Select name="etat" options={states} defaultValue={typed.etat} />
      </Field>
      <Field label={t("q")}>
        <Input type="search" name="q" maxLength={100} defaultValue={typed.q} />
      </Field>
      <div className="actions">
        <Button icon="filter">{t("submit")}</Button>
        <Link to={paths.poleBookings(pole)}>{t("clear")}</Link>
      </div>
    </Form>
  );
}
