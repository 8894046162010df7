import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { BookingBadge } from "~/ui/badge";
import { PageHead } from "~/ui/surface";
import { bookingOf, RESTORATION_MINUTES } from "~server/bookings";
import { useOf } from "~server/use";
import { UsePanel, UseRecords } from "../use/use-panel";
import { useView } from "../use/use-view";
import { BookedCard } from "./booked-card";
import { BookingActions, BookingAside } from "./booking-actions";
import { BookingAddons } from "./booking-addons";
import { togetherView } from "./booking-addons-view";
import { BookingDetailsList, BookingHistory } from "./booking-details";
import { bookingView } from "./booking-view";
import { refusalSentence } from "./refusal";
import { UnansweredAlert, WaitingPanel } from "./waiting-panel";
import { waitingState } from "./waiting-state";

/** Why something could not be done to it, as the address tells it after the attempt. */
const RESTORATION_REFUSALS = [
  "not_cancelled",
  "too_late_to_restore",
  "slot_taken_since",
  "free_minutes_taken",
  "parent_ended",
] as const;
const ANSWER_REFUSALS = ["already_answered", "answer_overdue", "offer_gone"] as const;

/** One booking, as far as this person may see it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const t = await translator(actor.locale, "bookings");
  const now = new Date();
  const found = await bookingOf(actor, args.params.booking ?? "");
  const [booking, use, withIt] = await Promise.all([
    bookingView(actor, found, now),
    useOf(actor, found.id),
    togetherView(actor, found),
  ]);
  const refused = RESTORATION_REFUSALS.find((code) => code === searchParams.get("refus"));
  const reader = { locale: actor.locale, zone: actor.timeZone };
  return {
    title: await pageTitle(actor.locale, t("booking.tabTitle", { name: booking.resource.name, day: booking.day })),
    pole: actor.poleSlug,
    justBooked: searchParams.has("reservee") && booking.state === "confirmed" && booking.ours,
    refusal: refused ? refusalSentence(t, { code: refused, minutes: RESTORATION_MINUTES }, reader) : null,
    unanswered: ANSWER_REFUSALS.find((code) => code === searchParams.get("refus")) ?? null,
    waits: await waitingState(actor, found),
    booking,
    use: await useView(use, actor, now),
    withIt,
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function BookingPage() {
  const { pole, justBooked, refusal, unanswered, waits, booking, use, withIt } = useLoaderData<typeof loader>();
  const t = useTranslations("bookings.booking");
  return (
    <div className="wrap booking">
      {justBooked ? (
        <BookedCard booking={booking} />
      ) : (
        <PageHead
          title={booking.resource.name}
          lead={booking.period}
          crumbs={[{ label: t("yours"), to: paths.bookings(pole) }]}
          actions={<BookingActions booking={booking} />}
        >
          <p className="booking-state">
            <BookingBadge state={booking.state} />
          </p>
        </PageHead>
      )}
      {refusal && (
        <Alert tone="wait" live>
          {refusal}
        </Alert>
      )}
      {unanswered && <UnansweredAlert code={unanswered} />}
      {waits && <WaitingPanel waits={waits} />}
      {!booking.can.seePurpose && !waits?.decide && (
        <Alert tone="you">{t("visibleOnly", { structure: booking.structure.name })}</Alert>
      )}
      <div className="cols">
        <div>
          {use && <UsePanel use={use} />}
          <BookingDetailsList booking={booking} />
          <BookingAddons {...withIt} />
          {use && <UseRecords use={use} />}
          {booking.history.length > 0 && <BookingHistory history={booking.history} />}
        </div>
        {booking.can.seePurpose && <BookingAside booking={booking} />}
      </div>
    </div>
  );
}
