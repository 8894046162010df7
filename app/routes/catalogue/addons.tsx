import { parseWithZod } from "@conform-to/zod/v4";
import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Check, FieldSet } from "~/ui/field";
import { Card } from "~/ui/surface";
import { addonChoices, addonsForm, kindOf, resourceOf, setAddons } from "~server/catalogue";
import { Invalid, NotFound } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  if (!kindOf(resource.kind).addons) throw new NotFound("resource");
  const t = await translator(actor.locale, "composition");
  const { poleSlug: pole, locale } = actor;
  return {
    pole,
    resource: { id: resource.id, name: resource.name },
    tabs: manageTabs(pole, resource, "addons", t),
    choices: await addonChoices(actor, resource.id),
    tab: await pageTitle(locale, t("addons.titleOf", { name: resource.name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const submission = parseWithZod(await fieldsOf(args.request), { schema: addonsForm });
  // Nothing is typed here: only a form that was tampered with is wrong.
  if (submission.status !== "success") throw new Invalid("invalid");
  await setAddons(actor, resource.id, submission.value.addon);
  throw await redirectWithFlash(paths.resourceAddons(actor.poleSlug, resource.id), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** What is proposed to whoever books it: coffee, meals, a projector. */
export default function Addons() {
  const t = useTranslations("composition.addons");
  const page = useLoaderData<typeof loader>();
  return (
    <ManagePage {...page} title={t("titleOf", { name: page.resource.name })} lead={t("lead")}>
      {page.choices.length === 0 ? (
        <Empty picture="box" level={2} card title={t("none")}>
          {t("noneText")}
        </Empty>
      ) : (
        <Card>
          <Form method="post" className="stack">
            <FieldSet label={t("choices")}>
              <div className="checks">
                {page.choices.map(({ id, name, owner, chosen }) => (
                  <Check key={id} name="addon" value={id} label={name} hint={owner} defaultChecked={chosen} />
                ))}
              </div>
            </FieldSet>
            <div className="actions">
              <SubmitButton>{t("save")}</SubmitButton>
            </div>
          </Form>
        </Card>
      )}
    </ManagePage>
  );
}
