import { parseWithZod } from "@conform-to/zod/v4";
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
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { bookingOf, CANCEL_REASONS, cancelBooking, cancellationForm, RESTORATION_MINUTES } from "~server/bookings";
import { bookingView } from "./booking-view";
import { CancellationForm } from "./cancellation-form";
import { refusalSentence } from "./refusal";

/** What would be cancelled, and what follows; or why it cannot be. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "bookings");
  const booking = await bookingOf(actor, args.params.booking ?? "");
  return {
    title: await pageTitle(actor.locale, t("cancellation.title")),
    pole: actor.poleSlug,
    booking: await bookingView(actor, booking, new Date()),
    undoMinutes: RESTORATION_MINUTES,
    reasons: [
      { value: "", label: t("cancellation.noReason") },
      ...CANCEL_REASONS.map((value) => ({ value, label: t(`cancellation.reasons.${value}`) })),
    ],
  };
});

/** Cancels, and offers to undo. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "bookings");
  const id = args.params.booking ?? "";
  const form = await fieldsOf(args.request);
  const typed = { reason: formText(form, "raison"), more: formText(form, "precision") };
  const submission = parseWithZod(form, { schema: cancellationForm });
  if (submission.status !== "success") return data({ typed, tooLong: true, refusal: null }, { status: 422 });

  const { raison, precision: more, frais } = submission.value;
  const chosen = raison && t(`cancellation.reasons.${raison}`);
  const reason = chosen && more ? t("cancellation.reasonWithMore", { reason: chosen, more }) : chosen || more;
  const outcome = await cancelBooking(actor, { id, reason, agreedFeeCents: frais });
  // The notice passed while the page was open: the form comes back with what would stay due.
  if (!outcome.ok && outcome.problem.code === "fee_due") {
    return data({ typed, tooLong: false, refusal: null }, { status: 409 });
  }
  if (!outcome.ok) {
    const refusal = refusalSentence(t, outcome.problem, { locale: actor.locale, zone: actor.timeZone });
    return data({ typed, tooLong: false, refusal }, { status: 409 });
  }
  if (outcome.value.state !== "cancelled") return redirect(paths.booking(actor.poleSlug, id));
  // A guest's list is that of their own pôle; here they have the booking's page.
  const page = actor.guest ? paths.booking(actor.poleSlug, id) : paths.bookings(actor.poleSlug);
  return redirectWithFlash(page, {
    key: "bookingCancelled",
    undo: paths.restoreBooking(actor.poleSlug, id),
  });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Cancellation() {
  const { pole, booking, reasons, undoMinutes } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("bookings.cancellation");
  const tb = useTranslations("bookings.booking");
  const refusal = answer?.refusal ?? (booking.can.cancel ? null : (booking.whyNotCancel ?? t("already")));
  return (
    <div className="wrap">
      <PageHead
        title={refusal ? t("impossible") : t("title")}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: booking.resource.name, to: booking.to },
        ]}
        here={tb("cancel")}
      />
      {refusal ? (
        <div className="narrow stack">
          <Alert tone="wait" live={Boolean(answer)}>
            {refusal}
          </Alert>
          <ButtonLink to={booking.to} variant="line">
            {t("back")}
          </ButtonLink>
        </div>
      ) : (
        <CancellationForm booking={booking} reasons={reasons} undoMinutes={undoMinutes} answer={answer} />
      )}
    </div>
  );
}
