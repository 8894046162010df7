import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link, useLoaderData, useNavigation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/surface";
import { bookingsOf, countRequests } from "~server/bookings";
import { choicesOf } from "~server/catalogue";
import { statementsToRead } from "~server/costs";
import { can } from "~server/kernel/permissions";
import { LiveChanges } from "../calendars/live-changes";
import { chargesAwaited } from "../costs/charges/awaited-view";
import { awaitedOf } from "~server/tenders";
import { toUseNow } from "~server/use";
import { statementsAwaited } from "../costs/statement/awaited-view";
import { AwaitedCard, AwaitedJump } from "../needs/awaited-card";
import { awaitedView } from "../needs/awaited-view";
import { ToUseNow } from "../use/use-panel";
import { toUseView } from "../use/use-view";
import { readSearch } from "./asked-search";
import { freeView } from "./free-view";
import { FreeResults } from "./free-results";
import { bookingLine } from "./booking-line";
import { NextBookings } from "./next-bookings";
import { NetworkResults } from "./network-results";
import { networkView } from "./network-view";
import { SearchField } from "./search-field";
import { searchView } from "./search-view";
import { comingHalfDays, readWhen } from "./when";

/** How many half days the search proposes in one gesture. */
const CHIPS = 10;

/** Dates first: what is free, when people say they need it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  // What a pôle shares with its guests is one list.
  if (actor.guest) throw redirect(paths.catalogue(actor.poleSlug));
  const { searchParams } = new URL(args.request.url);
  const now = new Date();
  const t = await translator(actor.locale, "bookings");
  const tc = await translator(actor.locale, "catalogue");
  const [next, ...others] = comingHalfDays(now, actor.timeZone, CHIPS);
  if (!next) throw new Error("There is always a half day to come.");
  const asked = readWhen(searchParams, { ...next, people: null }, now, actor.timeZone);
  const more = readSearch(searchParams);
  const [free, network, mine, begins, choices, requests, awaited, statements] = await Promise.all([
    asked.when && freeView(actor, asked.when, more),
    asked.when ? networkView(actor, asked.when, more) : [],
    bookingsOf(actor, { scope: "mine", when: "upcoming", limit: 3 }),
    toUseNow(actor),
    choicesOf(actor),
    countRequests(actor),
    awaitedOf(actor),
    statementsToRead(actor),
  ]);
  const places = choices.places.map(({ id, name }) => ({ value: id, label: name }));
  return {
    title: await pageTitle(actor.locale, t("home.title")),
    pole: actor.poleSlug,
    structure: actor.structureName,
    canBook: can(actor, "bookings.request"),
    observer: actor.membership === "observer",
    day: asked.when?.day ?? null,
    search: searchView(asked, more, [next, ...others], places, now, actor, t, tc),
    continued: searchParams.has("suite"),
    free,
    network,
    requests,
    awaited: [
      ...(await chargesAwaited(actor)),
      ...(await statementsAwaited(statements, actor)),
      ...(await awaitedView(awaited, actor)),
    ],
    begins: await toUseView(begins, actor, now),
    mine: mine.items.map((booking) => bookingLine(booking, actor)),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Home() {
  const { pole, structure, canBook, observer, day, search, continued, free, network, requests, awaited, begins, mine } =
    useLoaderData<typeof loader>();
  const t = useTranslations("bookings.home");
  const tl = useTranslations("life.requests");
  const { state, location } = useNavigation();
  const searching = state === "loading" && location.pathname === paths.home(pole);
  return (
    <div className="wrap">
      <ToUseNow uses={begins} />
      <SearchField pole={pole} search={search} />
      <LiveChanges pole={pole} shown={free} />
      <AwaitedJump count={awaited.length + requests} />
      {/* On a telephone the search fills the screen: its answer comes into sight, the search stays above. */}
      <div className="cols home" id="libres">
        {/* While another slot is asked for, what was free for the last one is no longer to be taken. */}
        <div className="home-results" aria-busy={searching || undefined}>
          {!canBook && <Alert tone="you">{t(observer ? "observer" : "noStructure")}</Alert>}
          {free ? (
            <FreeResults
              pole={pole}
              free={free}
              structure={structure}
              canBook={canBook}
              continued={continued}
              search={search}
            />
          ) : (
            <p className="lead">
              <a href="#question">{t("wrong")}</a>
            </p>
          )}
          <NetworkResults network={network} />
          {free && (
            <p className="small mt-4">
              <Link className="tap" to={paths.planning(pole, { jour: day ?? undefined })}>
                {t("wholePlanning", { day: free.dayWords })}
              </Link>
            </p>
          )}
        </div>
        <div className="side" id="attend">
          {requests > 0 && (
            <Card as="section" tone="tint" className="stack">
              <h2>{tl("homeTitle", { count: requests })}</h2>
              <div>
                <ButtonLink to={paths.requests(pole)} variant="line" size="sm" icon="check-check">
                  {tl("homeGo")}
                </ButtonLink>
              </div>
            </Card>
          )}
          <AwaitedCard awaited={awaited} />
          <NextBookings pole={pole} bookings={mine} />
        </div>
      </div>
    </div>
  );
}
