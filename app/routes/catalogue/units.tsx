import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { kindOf, resourceOf, unitsFor } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { RefusedAlert } from "./in-the-way";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { UnitAdd, UnitList } from "./unit-list";
import { changeUnits } from "./units-action";
import { unitName } from "./unit-name";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!kindOf(resource.kind).quantity) throw new NotFound("resource");
  const [t, tc] = await Promise.all([translator(actor.locale, "composition"), translator(actor.locale, "catalogue")]);
  const units = await unitsFor(actor, resource.id);
  const { poleSlug: pole, locale } = actor;
  return {
    pole,
    resource: { id: resource.id, name: resource.name },
    tabs: manageTabs(pole, resource, "units", t),
    units: units.map(({ id, label, number, retiredAt, coming }) => ({
      id,
      label,
      name: unitName({ label: "", number }, resource.kind, tc),
      coming: t("units.coming", { count: coming }),
      retired: retiredAt !== null,
    })),
    inService: units.filter(({ retiredAt }) => retiredAt === null).length,
    tab: await pageTitle(locale, t("units.titleOf", { name: resource.name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!kindOf(resource.kind).quantity) throw new NotFound("resource");
  return changeUnits(actor, resource, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export type UnitsData = ReturnType<typeof useLoaderData<typeof loader>>;

/** The things alike that a resource is made of: name them, add some, take some out of service. */
export default function Units() {
  const t = useTranslations("composition.units");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage
      {...page}
      title={t("titleOf", { name: page.resource.name })}
      lead={t("lead", { count: page.inService })}
    >
      {answer?.refused && <RefusedAlert refused={answer.refused} />}
      <UnitList page={page} answer={answer} />
      <UnitAdd answer={answer} />
    </ManagePage>
  );
}
