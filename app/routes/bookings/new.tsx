import { parseWithZod } from "@conform-to/zod/v4";
import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { bookingForm, considerBooking, requestBooking } from "~server/bookings";
import { resourceOf, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { newId } from "~server/kernel/ids";
import { readBooking } from "./asked-booking";
import { ConfirmationForm } from "./confirmation-form";
import { confirmationView, formOf, pricedFor, readKilometres, takeWay } from "./confirmation-view";
import { comingHalfDays } from "./when";

/** What would be booked, from the address: a resource and a slot. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const now = new Date();
  const wanted = searchParams.get("ressource");
  // Nothing chosen yet: choosing begins on the first page.
  if (!wanted) throw redirect(paths.home(actor.poleSlug));
  const resource = await resourceOf(actor, wanted);
  const asked = await askedIn(searchParams, resource, now, actor);
  const typed = {
    id: newId(),
    title: searchParams.get("objet") ?? "",
    titleShared: searchParams.has("partage"),
    kilometres: searchParams.get("kilometres") ?? "",
  };
  const t = await translator(actor.locale, "bookings");
  return {
    title: await pageTitle(actor.locale, t("new.titleOf", { name: resource.name })),
    pole: actor.poleSlug,
    view: await confirmationView(actor, resource, asked, typed, now),
  };
});

/** Books it; or says why not, with everything that was typed and the ways out. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const form = await fieldsOf(args.request);
  takeWay(form);
  const submission = parseWithZod(form, { schema: bookingForm });
  const read = submission.status === "success" ? submission.value : null;
  const resource = await resourceOf(actor, formText(form, "ressource"));
  const now = new Date();
  const asked = await askedIn(form, resource, now, actor);
  const typed = {
    id: read?.demande ?? newId(),
    title: formText(form, "objet"),
    titleShared: form.has("partage"),
    kilometres: formText(form, "kilometres"),
  };
  const again = async (status: 200 | 409 | 422, answered: Parameters<typeof confirmationView>[5]) =>
    data({ view: await confirmationView(actor, resource, asked, typed, now, answered) }, { status });

  if (!read) {
    // Only the purpose is typed by people; the rest is ours, and wrong only in a form that was tampered with.
    if (typed.title.trim().length <= 200) throw new Invalid("invalid");
    return again(422, { titleWrong: true });
  }
  if (!asked.when) return again(422, {});
  const kilometres = readKilometres(typed.kilometres);
  if (kilometres === null && typed.kilometres.trim() !== "") return again(422, { kilometresWrong: true });
  // Only the price again, of what is asked for now.
  if (form.has("recalculer")) return again(200, {});
  const wanted = formOf(resource.id, asked.when, kilometres);
  const { price, outcome: possible } = await considerBooking(actor, wanted);
  if (possible.ok && read.prix !== undefined && price.cents > read.prix) {
    const same = [pricedFor(asked.when, typed.kilometres), ""].includes(formText(form, "prixPour"));
    return again(same ? 409 : 200, { dearer: same ? "same" : "changed" });
  }

  const outcome = await requestBooking(actor, {
    ...wanted,
    id: read.demande,
    title: read.objet,
    titleShared: read.partage,
  });
  if (outcome.ok) return redirect(`${paths.booking(actor.poleSlug, outcome.value.id)}?reservee=oui`);
  const { problem } = outcome;
  // The id is spent: what is sent next is another request.
  if (problem.code === "already_used") typed.id = newId();
  return again(problem.code === "slot_taken" || problem.code === "already_used" ? 409 : 422, { problem });
});

function askedIn(fields: FormData | URLSearchParams, resource: Resource, now: Date, actor: Actor) {
  const [next] = comingHalfDays(now, actor.timeZone, 1);
  if (!next) throw new Error("There is always a half day to come.");
  return readBooking(fields, resource, { ...next, people: null }, now, actor);
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NewBooking() {
  const { pole, view: first } = useLoaderData<typeof loader>();
  const view = useActionData<typeof action>()?.view ?? first;
  const t = useTranslations("bookings.new");
  const ts = useTranslations("search.approval");
  const tc = useTranslations("common.nav");
  return (
    <div className="wrap">
      <PageHead
        title={view.approval ? ts("title") : t("title")}
        crumbs={[
          { label: tc("home"), to: paths.home(pole) },
          { label: view.resource.name, to: view.resource.to },
        ]}
      />
      <ConfirmationForm pole={pole} view={view} />
    </div>
  );
}
