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
import { startSeries } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId, newId } from "~server/kernel/ids";
import { choicesIn } from "./choices";
import { addressOf, askedOf, newSeriesView, readAsked } from "./new-series-view";
import { SeriesPreviewForm } from "./preview";
import type { AnsweredPreview } from "./preview-view";
import { SeriesForm } from "./series-form";

/** How a booking is to come back; then each of its dates, from the same address. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  // Nothing chosen yet: choosing begins on the first page.
  if (!searchParams.get("ressource")) throw redirect(paths.home(actor.poleSlug));
  const view = await newSeriesView(actor, searchParams, newId());
  const t = await translator(actor.locale, "series");
  const title = await pageTitle(actor.locale, t("titleOf", { name: view.name }));
  return data({ title, ...shownTo(actor, searchParams, view) }, { status: view.wrong ? 422 : 200 });
});

/** Books what was chosen of each date; or says what could not be had, with all that was chosen kept. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const form = await fieldsOf(args.request);
  const id = formText(form, "demande");
  if (!isId(id)) throw new Invalid("invalid");
  const { choices, shownCents } = choicesIn(form);
  const again = async (status: 200 | 409 | 422, answered: AnsweredPreview, nextId = id) =>
    data(shownTo(actor, searchParams, await newSeriesView(actor, searchParams, nextId, answered)), { status });

  const { resource, asked } = await readAsked(actor, searchParams);
  if (formText(form, "faire") === "recalculer" || !asked.schedule) return again(200, { choices });
  const outcome = await startSeries(actor, {
    ...askedOf(resource.id, asked, asked.schedule),
    id,
    choices,
    // The sum that was told when it had become dearer than what is shown beside each date.
    shownCents: Math.max(shownCents, Number(formText(form, "accepte")) || 0),
  });
  if (outcome.ok) return redirect(paths.series(actor.poleSlug, outcome.value.id, { reservee: "oui" }));
  const { problem } = outcome;
  if (problem.code === "dates_refused") return again(409, { choices, refused: problem.dates });
  if (problem.code === "dearer") return again(409, { choices, dearer: problem.cents });
  if (problem.code === "already_used") return again(409, { choices, problem: "already_used" }, newId());
  return again(422, { choices, ...(problem.code === "nothing_chosen" ? { problem: problem.code } : {}) });
});

function shownTo(actor: Actor, asked: URLSearchParams, view: Awaited<ReturnType<typeof newSeriesView>>) {
  const address = addressOf(actor, asked);
  return { pole: actor.poleSlug, address, edit: `${address}&modifier=1`, view };
}

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NewSeries() {
  const first = useLoaderData<typeof loader>();
  const { pole, address, edit, view } = useActionData<typeof action>() ?? first;
  const t = useTranslations("series");
  const tn = useTranslations("common.nav");
  const { form, preview } = view;
  const resource = form?.resource ?? preview?.resource;
  return (
    <div className="wrap">
      <PageHead
        title={preview ? t("preview.title") : t("title")}
        lead={preview?.rule ?? t("lead")}
        crumbs={[
          { label: tn("home"), to: paths.home(pole) },
          { label: view.name, to: resource?.to ?? paths.home(pole) },
        ]}
      />
      {form && <SeriesForm view={form} action={address.split("?")[0]!} />}
      {preview && <SeriesPreviewForm view={preview} action={address} edit={edit} />}
    </div>
  );
}
