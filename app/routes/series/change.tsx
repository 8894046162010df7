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
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { changeSeries, seriesOf } from "~server/bookings";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { ChangeForm } from "./change-form";
import { changeChoicesIn, changeProblemWords, readChange } from "./change-form-reader";
import { ChangePreview } from "./change-preview";
import { changePreviewView, previewChange } from "./change-preview-view";
import { changeView } from "./change-view";
import { seriesView } from "./series-view";

async function seriesToChange(actor: Actor, id: string) {
  const series = await seriesOf(actor, id);
  allow(actor, "bookings.change", series.structure.id);
  return series;
}

/** What can be changed of a series, from the date that it is asked from; once that is said, what it comes to. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "series");
  const now = new Date();
  const series = await seriesToChange(actor, args.params.series ?? "");
  const { searchParams } = new URL(args.request.url);
  const address = `${paths.changeSeries(actor.poleSlug, series.id)}?${searchParams.toString()}`;
  const shown = {
    title: await pageTitle(actor.locale, t("change.title")),
    pole: actor.poleSlug,
    series: await seriesView(actor, series, now),
    address,
    edit: `${address}&modifier=1`,
  };
  const form = async (answered: Parameters<typeof changeView>[4] = null) => ({
    form: await changeView(actor, series, searchParams.get("date"), now, answered),
    preview: null,
  });
  if (!searchParams.has("portee")) return data({ ...shown, ...(await form()) });
  const { typed, errors, change } = await readChange(searchParams, series, actor);
  if (!change) return data({ ...shown, ...(await form({ typed, errors })) }, { status: 422 });
  if (searchParams.has("modifier")) return data({ ...shown, ...(await form({ typed })) });
  const found = await previewChange(actor, change, new Map());
  if (!found.ok) {
    return data({ ...shown, ...(await form({ typed, problem: changeProblemWords(t, found.problem, actor) })) });
  }
  return data({ ...shown, form: null, preview: await changePreviewView(actor, series, found.value) });
});

/** Changes them all at once; or says which cannot be, and asks what to do about those. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const series = await seriesToChange(actor, args.params.series ?? "");
  const { searchParams } = new URL(args.request.url);
  const { change } = await readChange(searchParams, series, actor);
  const page = paths.changeSeries(actor.poleSlug, series.id);
  // An address that was changed by hand: its page says what is wrong.
  if (!change || !searchParams.has("portee")) throw redirect(`${page}?${searchParams.toString()}`);
  const form = await fieldsOf(args.request);
  const { choices, shownCents, agreedFeeCents } = changeChoicesIn(form);
  const again = async (status: 200 | 409, problem: Parameters<typeof changePreviewView>[3] = null) => {
    const found = await previewChange(actor, change, choices);
    if (!found.ok) throw redirect(`${page}?${searchParams.toString()}`);
    return data({ preview: await changePreviewView(actor, series, found.value, problem) }, { status });
  };
  if (formText(form, "faire") === "recalculer") return again(200);
  const agreed = Number(formText(form, "accepte")) || 0;
  const confirmed = { ...change, choices, shownCents: Math.max(shownCents, agreed), agreedFeeCents };
  const outcome = await changeSeries(actor, confirmed);
  if (!outcome.ok) return again(409, outcome.problem);
  const { seriesId, cancelled, kept } = outcome.value;
  const told = { changee: "oui", annulees: cancelled || undefined, gardees: kept || undefined };
  return redirect(paths.series(actor.poleSlug, seriesId, told));
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function SeriesChange() {
  const { pole, series, address, edit, form, preview: first } = useLoaderData<typeof loader>();
  const preview = useActionData<typeof action>()?.preview ?? first;
  const t = useTranslations("series.change");
  const tp = useTranslations("series.problems");
  const tb = useTranslations("bookings.booking");
  return (
    <div className="wrap">
      <PageHead
        title={preview ? t("check") : t("title")}
        lead={series.rule}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: series.resource.name, to: series.to },
        ]}
      />
      {!series.change && (
        <div className="narrow stack">
          <Alert tone="wait">{tp("nothing_to_come")}</Alert>
          <ButtonLink to={series.to} variant="line">
            {t("keep")}
          </ButtonLink>
        </div>
      )}
      {series.change && preview && <ChangePreview view={preview} action={address} edit={edit} />}
      {series.change && !preview && form && <ChangeForm view={form} />}
    </div>
  );
}
