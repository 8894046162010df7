import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { feesOf, setFeeScale } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { askedYear, moneyToType } from "./asked";
import { poolChoices } from "./choices";
import { readScale } from "./scale-fields";
import { ScaleForm } from "./scale-form";
import type { ScaleTyped } from "./scale-names";

/** The scale of a year, to decide or to change; the year before's to begin with. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const year = askedYear(args.request, actor);
  const own = (await feesOf(actor, year)).scale;
  const model = own ?? (await feesOf(actor, year - 1)).scale;
  const { locale, poleSlug } = actor;
  const t = await translator(locale, "costsMoney");
  const limit = (upTo: number | null) =>
    upTo === null ? "" : moneyToType(model?.basis === "staff" ? Math.round(upTo / 100) : upTo, locale);
  const start: ScaleTyped = {
    basis: model?.basis ?? "flat",
    bands: (model?.bands ?? []).map((band) => ({ upTo: limit(band.upTo), amount: moneyToType(band.cents, locale) })),
    poolId: model?.poolId ?? "",
    decided: own?.decided ?? "",
    dueOn: own?.dueOn ?? `${year}-06-30`,
  };
  const title = t("fees.scaleTitle", { year: String(year) });
  return {
    ...{ title, tab: await pageTitle(locale, title), start, called: own?.calledAt != null },
    pools: [{ value: "", label: t("fees.noPool") }, ...(await poolChoices(actor, model?.poolId))],
    back: paths.fees(poleSlug, year),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const year = askedYear(args.request, actor);
  const t = await translator(actor.locale, "costsMoney");
  const read = readScale(await fieldsOf(args.request));
  if (!read.ok) return data({ typed: read.typed, wrong: read.wrong, whole: null }, { status: 422 });
  const outcome = await setFeeScale(actor, year, read.value);
  if (outcome.ok) return redirectWithFlash(paths.fees(actor.poleSlug, year), { key: "saved" });
  const whole = t(`fees.wrong.${outcome.problem.code}`);
  return data({ typed: read.typed, wrong: {}, whole }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.tab }];

export default function FeeScalePage() {
  const { title, start, called, pools, back } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  return (
    <div className="wrap narrow money">
      <PageHead title={title} lead={t("fees.scaleLead")} crumbs={[{ label: t("fees.title"), to: back }]} />
      <ScaleForm start={start} pools={pools} called={called} again={again} back={back} />
    </div>
  );
}
