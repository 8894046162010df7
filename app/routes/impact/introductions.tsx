import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
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
import { Invalid } from "~server/kernel/errors";
import { formatDay } from "~server/kernel/format";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { introducible, introductionsOfYear, recordIntroduction } from "~server/tenders";
import { readYear } from "./asked";
import { IntroductionForm, IntroductionList } from "./introduction-parts";
import { readIntroductionForm, typedOf, type FieldName } from "./introduction-reader";

/** Who was introduced to whom in a year, and the form that writes down another. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { locale, timeZone, poleSlug: pole } = actor;
  const now = new Date();
  const year = readYear(new URL(args.request.url).searchParams, now, timeZone);
  const t = await translator(locale, "impact");
  const choices = await introducible(actor);
  const introductions = await introductionsOfYear(actor, year);
  return {
    title: await pageTitle(locale, t("introductions.title")),
    pole,
    year: String(year),
    today: localDateOf(now, timeZone),
    // Made here, sent with the form: sent twice, it is one introduction.
    id: newId(),
    structures: choices.structures.map(({ id, name }) => ({ value: id, label: name })),
    needs: choices.needs.map(({ id, title, buyer }) => ({
      value: id,
      label: t("introductions.needOf", { title, buyer }),
    })),
    list: introductions.map(({ id, structure, other, metOn, about, need }) => ({
      id,
      who: t("introductions.both", { structure: structure.name, other: other.name }),
      when: t("introductions.on", { day: formatDay(metOn, locale, { weekday: false }) }),
      about,
      need: need && { title: need.title, to: paths.need(pole, need.id) },
      to: paths.introduction(pole, id),
    })),
  };
});

/** Writes one down; or says what is wrong, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "needs.count");
  const form = await fieldsOf(args.request);
  const typed = typedOf(form);
  const id = formText(form, "id");
  if (!isId(id)) throw new Invalid();
  const t = await translator(actor.locale, "impact");
  const again = (errors: Partial<Record<FieldName, string>>) => data({ typed, errors }, { status: 422 });
  const { value, wrong } = readIntroductionForm(typed);
  if (!value) return again(Object.fromEntries(Object.entries(wrong).map(([name, code]) => [name, t(`wrong.${code}`)])));
  const outcome = await recordIntroduction(actor, { id, ...value });
  if (!outcome.ok) return again({ [outcome.problem.field]: t(`wrong.${outcome.problem.code}`) });
  const annee = Number(value.metOn.slice(0, 4));
  return redirectWithFlash(paths.introductions(actor.poleSlug, { annee }), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Introductions() {
  const { pole, year, today, id, structures, needs, list } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("impact");
  return (
    <div className="wrap">
      <PageHead
        title={t("introductions.title")}
        lead={t("introductions.lead")}
        crumbs={[
          { label: t("needs"), to: paths.needs(pole) },
          { label: t("title"), to: paths.needsImpact(pole, { annee: Number(year) }) },
        ]}
      />
      <div className="cols">
        <IntroductionList list={list} year={year} />
        <div className="side">
          <IntroductionForm
            key={id}
            choices={{ structures, needs }}
            typed={{ metOn: today, ...answer?.typed }}
            errors={answer?.errors ?? {}}
            id={id}
          />
        </div>
      </div>
    </div>
  );
}
