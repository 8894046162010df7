import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { homeOfGuest, requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Input } from "~/ui/field";
import { ExportLink } from "~/ui/export-link";
import { PageHead, Section, Segments, Tabs } from "~/ui/surface";
import { bookingsOf } from "~server/bookings";
import { can } from "~server/kernel/permissions";
import { FollowLink } from "../calendars/follow-link";
import { LiveChanges } from "../calendars/live-changes";
import { bookingLine } from "./booking-line";
import { BookingRows } from "./booking-rows";
import { networkBookings } from "./network-view";
import { readMine, TABS } from "./mine-asked";
import { waitingLines } from "./waiting-lines";
import { WaitingList } from "./waiting-list";

/** How many a page shows. */
const PAGE = 20;
/** The bookings that this person made, or those of the structure acted for. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const { tab, ofStructure, filters, wanted } = readMine(searchParams, actor);
  const cursor = searchParams.get("suite");
  const t = await translator(actor.locale, "bookings");
  const page = await bookingsOf(actor, { ...wanted, limit: PAGE, cursor });
  return {
    title: await pageTitle(actor.locale, t("mine.title")),
    pole: actor.poleSlug,
    structure: actor.structureName,
    canBook: can(actor, "bookings.request"),
    // A guest's other bookings are in their own pôle's list, which has these too.
    guest: actor.guest !== null,
    home: await homeOfGuest(args, actor),
    filters,
    tab,
    ofStructure,
    continued: cursor !== null,
    next: page.nextCursor,
    waiting: tab === "a_venir" && !filters.q && !cursor ? await waitingLines(actor) : [],
    elsewhere: cursor ? [] : await networkBookings(actor, wanted),
    bookings: page.items.map((booking) => bookingLine(booking, actor)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Mine() {
  const loaded = useLoaderData<typeof loader>();
  const { pole, structure, canBook, guest, home, filters, tab, ofStructure, continued } = loaded;
  const { next, waiting, elsewhere, bookings } = loaded;
  const t = useTranslations("bookings.mine");
  const words = useTranslations("network.mine");
  const to = (changes: Record<string, string | undefined>) => paths.bookings(pole, { ...filters, ...changes });
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={structure ? t("lead", { structure }) : undefined}
        actions={
          <>
            {home && (
              <ButtonLink to={paths.bookings(home)} variant="text" icon="arrow-left">
                {words("home")}
              </ButtonLink>
            )}
            {!guest && <ExportLink to={paths.bookingsCsv(pole, filters)} />}
            {canBook && (
              <ButtonLink to={guest ? paths.catalogue(pole) : paths.home(pole)} icon="search">
                {t("book")}
              </ButtonLink>
            )}
          </>
        }
      />
      {!guest && <LiveChanges pole={pole} shown={bookings} />}
      <Tabs
        label={t("tabs")}
        items={(["a_venir", "passees", "annulees"] as const).map((key) => ({
          to: to({ quand: key === "a_venir" ? undefined : key }),
          label: t(TABS[key]),
          current: key === tab,
        }))}
      />
      <div className="mine-bar">
        {structure && (
          <Segments
            label={t("who")}
            items={[
              { to: to({ de: undefined }), label: t("mine"), current: !ofStructure },
              { to: to({ de: "structure" }), label: t("structure", { structure }), current: ofStructure },
            ]}
          />
        )}
        <Form className="mine-search" role="search" aria-label={t("search")}>
          {filters.quand && <input type="hidden" name="quand" value={filters.quand} />}
          {filters.de && <input type="hidden" name="de" value={filters.de} />}
          <Input
            type="search"
            name="q"
            aria-label={t("search")}
            placeholder={t("searchLabel")}
            defaultValue={filters.q}
            key={filters.q}
          />
          <Button variant="line" icon="search">
            {t("searchGo")}
          </Button>
        </Form>
      </div>
      <WaitingList waiting={waiting} />
      {bookings.length === 0 ? (
        <NoBookings />
      ) : (
        <>
          <p className="small soft mine-count" role="status">
            {next || continued ? t("countMore", { count: bookings.length }) : t("count", { count: bookings.length })}
            {filters.q && (
              <>
                {" "}
                <Link to={to({ q: undefined })}>{t("clear")}</Link>
              </>
            )}
          </p>
          <BookingRows bookings={bookings} ofStructure={ofStructure} />
          {!guest && <FollowLink pole={pole} />}
          {(next || continued) && (
            <nav className="pages" aria-label={t("next")}>
              {continued ? (
                <ButtonLink variant="line" size="sm" to={to({})}>
                  {t("first")}
                </ButtonLink>
              ) : (
                <span />
              )}
              {next ? (
                <ButtonLink variant="line" size="sm" to={to({ suite: next })} rel="next">
                  {t("next")}
                </ButtonLink>
              ) : (
                <span />
              )}
            </nav>
          )}
        </>
      )}
      {elsewhere.length > 0 && (
        <Section title={words("title")}>
          <BookingRows bookings={elsewhere} ofStructure={ofStructure} />
        </Section>
      )}
    </div>
  );
}

/** Nothing under this tab: what comes here, and the first act. */
function NoBookings() {
  const { pole, canBook, guest, filters, tab } = useLoaderData<typeof loader>();
  const t = useTranslations("bookings.mine");
  if (filters.q) {
    return (
      <Empty
        picture="search"
        title={t("emptySearch", { q: filters.q })}
        actions={
          <ButtonLink variant="line" to={paths.bookings(pole, { ...filters, q: undefined })}>
            {t("seeAll")}
          </ButtonLink>
        }
      >
        {t("emptySearchText")}
      </Empty>
    );
  }
  const words = { a_venir: "emptyUpcoming", passees: "emptyPast", annulees: "emptyCancelled" } as const;
  return (
    <Empty
      title={t(words[tab])}
      actions={
        canBook && tab === "a_venir" ? (
          <ButtonLink to={guest ? paths.catalogue(pole) : paths.home(pole)} icon="search">
            {t("findSlot")}
          </ButtonLink>
        ) : undefined
      }
    >
      {t(`${words[tab]}Text`)}
    </Empty>
  );
}
