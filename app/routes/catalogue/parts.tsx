import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { compositionOf, kindOf, partSources, resourceOf } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { formatList } from "~server/kernel/format";
import { allow } from "~server/kernel/permissions";
import { RefusedAlert } from "./in-the-way";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { PartAdd, PartList } from "./part-list";
import { partWords } from "./part-words";
import { changeParts } from "./parts-action";
import { kindIcon } from "./words";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!kindOf(resource.kind).composed) throw new NotFound("resource");
  const t = await translator(actor.locale, "composition");
  const { parts, partOf } = await compositionOf(actor, resource.id);
  const { poleSlug: pole, locale } = actor;
  const used = new Set(parts.map(({ id }) => id));
  const sources = (await partSources(actor, resource.id)).filter(({ id }) => !used.has(id));
  return {
    pole,
    resource: { id: resource.id, name: resource.name },
    tabs: manageTabs(pole, resource, "parts", t),
    parts: parts.map((part) => ({
      id: part.id,
      name: part.name,
      icon: kindIcon(part.kind),
      takes: partWords(part, t),
    })),
    partOf:
      partOf.length > 0
        ? t("parts.partOf", {
            names: formatList(
              partOf.map(({ name }) => name),
              locale,
            ),
          })
        : null,
    sources: sources.map(({ id, name, owner, units, oneByOne }) => ({
      value: id,
      label: t(oneByOne ? "parts.sourceUnits" : "parts.source", { name, owner, units }),
    })),
    tab: await pageTitle(locale, t("parts.titleOf", { name: resource.name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!kindOf(resource.kind).composed) throw new NotFound("resource");
  return changeParts(actor, resource, await fieldsOf(args.request));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export type PartsData = ReturnType<typeof useLoaderData<typeof loader>>;

/** What a resource is made of: halves of a hall, things of a kit. */
export default function Parts() {
  const t = useTranslations("composition.parts");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage {...page} title={t("titleOf", { name: page.resource.name })} lead={t("lead")}>
      {answer?.refused && <RefusedAlert refused={answer.refused} />}
      <PartList page={page} />
      {!page.partOf && <PartAdd page={page} answer={answer} />}
    </ManagePage>
  );
}
