import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { bookingOf, moveBooking, type BookingDetails } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { calendarPage } from "./calendar-page";
import { MoveFormView } from "./move-form";
import { moveOf, moveView } from "./move-view";
import { readWhen, slotAt } from "./when";

/** Where the booking is, or would be at the slot of the address, with its price; nothing moves by looking. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const now = new Date();
  const booking = await changeable(actor, args.params.booking ?? "");
  const t = await translator(actor.locale, "life");
  const asked = askedIn(searchParams, booking, now, actor);
  return {
    title: await pageTitle(actor.locale, t("move.titleOf", { name: booking.resource.name })),
    pole: actor.poleSlug,
    view: await moveView(actor, booking, asked, typedIn(searchParams, booking), now),
  };
});

/** Moves it, and offers to undo; or says why not, with the ways out. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const now = new Date();
  const booking = await changeable(actor, args.params.booking ?? "");
  const form = await fieldsOf(args.request);
  takeWay(form);
  const [asked, typed] = [askedIn(form, booking, now, actor), typedIn(form, booking)];
  const again = async (status: 409 | 422, problem?: Parameters<typeof moveView>[5]) =>
    data({ view: await moveView(actor, booking, asked, typed, now, problem) }, { status });
  const wanted = moveOf(booking.id, asked, typed);
  if (!wanted) return again(422);
  const outcome = await moveBooking(actor, wanted);
  if (!outcome.ok) return again(outcome.problem.code === "slot_taken" ? 409 : 422, outcome.problem);
  const back = calendarPage(formText(form, "retour"), actor);
  const page = back ?? paths.booking(actor.poleSlug, booking.id);
  // Nothing changed, nothing to undo.
  if (outcome.value.sequence === booking.sequence) return redirect(page);
  // What a drag does not say before, its answer says.
  const key =
    outcome.value.state === "requested"
      ? "bookingMovedAsked"
      : outcome.value.price.cents !== booking.price?.cents
        ? "bookingMovedPrice"
        : "bookingMoved";
  return redirectWithFlash(page, { key, undo: paths.undoMove(actor.poleSlug, booking.id, back) });
});

async function changeable(actor: Actor, id: string): Promise<BookingDetails> {
  const booking = await bookingOf(actor, id);
  allow(actor, "bookings.change", booking.structure.id);
  return booking;
}

function askedIn(fields: FormData | URLSearchParams, booking: BookingDetails, now: Date, { timeZone }: Actor) {
  const { day, from, to } = slotAt(booking.start, booking.end, booking.attendees, timeZone);
  return readWhen(fields, { day, from, to, people: booking.attendees }, now, timeZone);
}

function typedIn(fields: FormData | URLSearchParams, booking: BookingDetails) {
  const text = (name: string, usual: string) => {
    const value = fields.get(name);
    return typeof value === "string" ? value : usual;
  };
  return {
    people: text("personnes", String(booking.attendees ?? "")),
    quantity: text("combien", String(booking.quantity)),
    // Another one, when it was dropped in its column of the planning.
    resourceId: text("ressource", booking.resource.id),
  };
}

/** A way out replaces the slot of its form. */
function takeWay(form: FormData): void {
  const way = form.get("autre");
  if (typeof way !== "string") return;
  const [, day = "", from = "", to = ""] = way.split(" ");
  for (const [name, value] of Object.entries({ jour: day, de: from, a: to })) form.set(name, value);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Move() {
  const { pole, view: first } = useLoaderData<typeof loader>();
  const view = useActionData<typeof action>()?.view ?? first;
  const t = useTranslations("life.move");
  const tb = useTranslations("bookings.booking");
  return (
    <div className="wrap">
      <PageHead
        title={view.can ? t("title") : t("impossible")}
        lead={t("lead", { period: view.period })}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: view.name, to: view.to },
        ]}
        here={t("action")}
      />
      <MoveFormView view={view} />
    </div>
  );
}
