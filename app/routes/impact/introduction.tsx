import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Card, PageHead } from "~/ui/surface";
import { formatDay } from "~server/kernel/format";
import { editIntroduction, introducible, introductionOf, removeIntroduction } from "~server/tenders";
import { AboutAndNeed } from "./introduction-parts";
import { readAbout, typedOf, type FieldName } from "./introduction-reader";

/** One introduction: putting right what it was about, saying which need came of it, taking it off. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "impact");
  const introduction = await introductionOf(actor, args.params.introduction ?? "");
  const { structure, other, metOn, about, need } = introduction;
  const { needs } = await introducible(actor);
  // One that is no longer among those proposed stays chosen.
  const proposed = need && !needs.some(({ id }) => id === need.id) ? [{ ...need, buyer: "…" }, ...needs] : needs;
  const heading = t("introduction.title", { structure: structure.name, other: other.name });
  return {
    title: await pageTitle(actor.locale, heading),
    heading,
    lead: t("introduction.lead", { day: formatDay(metOn, actor.locale, { year: true }) }),
    back: paths.introductions(actor.poleSlug, { annee: Number(metOn.slice(0, 4)) }),
    typed: { about, need: need?.id ?? "" },
    needs: proposed.map(({ id, title, buyer }) => ({ value: id, label: t("introductions.needOf", { title, buyer }) })),
  };
});

/** Keeps what was typed, or takes it off. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, metOn } = await introductionOf(actor, args.params.introduction ?? "");
  const form = await fieldsOf(args.request);
  const back = paths.introductions(actor.poleSlug, { annee: Number(metOn.slice(0, 4)) });
  if (formText(form, "intent") === "remove") {
    await removeIntroduction(actor, id);
    return redirectWithFlash(back, { key: "saved" });
  }
  const t = await translator(actor.locale, "impact");
  const typed = typedOf(form);
  const again = (errors: Partial<Record<FieldName, string>>) => data({ typed, errors }, { status: 422 });
  const { value: about, wrong } = readAbout(typed);
  if (about === null) return again(wrong.about ? { about: t(`wrong.${wrong.about}`) } : {});
  const outcome = await editIntroduction(actor, id, { about, needId: typed.need || null });
  if (!outcome.ok) return again({ [outcome.problem.field]: t(`wrong.${outcome.problem.code}`) });
  return redirectWithFlash(back, { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function IntroductionPage() {
  const { heading, lead, back, typed, needs } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("impact");
  const errors = answer?.errors ?? {};
  return (
    <div className="wrap narrow">
      <PageHead title={heading} lead={lead} crumbs={[{ label: t("introductions.title"), to: back }]} />
      <Card>
        <Form method="post" className="stack">
          <ErrorSummary errors={Object.entries(errors).map(([at, message]) => ({ id: at, message }))} />
          <AboutAndNeed needs={needs} typed={answer?.typed ?? typed} errors={errors} />
          <SubmitButton>{t("introduction.save")}</SubmitButton>
        </Form>
      </Card>
      <details className="mt-8">
        <summary>{t("introduction.remove")}</summary>
        <Form method="post" className="stack mt-4">
          <p>{t("introduction.removeText")}</p>
          <SubmitButton variant="danger" name="intent" value="remove">
            {t("introduction.removeGo")}
          </SubmitButton>
        </Form>
      </details>
    </div>
  );
}
