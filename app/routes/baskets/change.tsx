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
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { changeItem, itemOf } from "~server/baskets";
import { resourceOf } from "~server/catalogue";
import { ThingForm } from "./thing-form";
import { readThing } from "./thing-reader";
import { thingView } from "./thing-view";
import { readWay } from "./ways";

/** One thing of the basket, to be changed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const item = await itemOf(actor, args.params.item ?? "");
  const resource = await resourceOf(actor, item.resourceId);
  const now = new Date();
  const t = await translator(actor.locale, "baskets");
  const asked = readThing(new URL(args.request.url).searchParams, actor, now, item);
  return {
    title: await pageTitle(actor.locale, t("edit.title", { name: resource.name })),
    pole: actor.poleSlug,
    item: item.id,
    view: await thingView(actor, resource, asked, [], now),
  };
});

/** Changes it, by the form or by a way out taken in one gesture. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const form = await fieldsOf(args.request);
  const now = new Date();
  const item = await itemOf(actor, args.params.item ?? "");
  const way = readWay(formText(form, "autre"));
  const read = readThing(form, actor, now, item);
  const changes = way ?? read.thing;
  const outcome = changes && (await changeItem(actor, item.id, changes));
  if (outcome?.ok) return redirectWithFlash(`${paths.basket(actor.poleSlug)}#ligne-${item.id}`, { key: "saved" });
  // A way out is ours: wrong only in a form that was tampered with, or gone meanwhile.
  if (way) throw redirect(paths.basket(actor.poleSlug));
  const resource = await resourceOf(actor, item.resourceId);
  return data({ view: await thingView(actor, resource, read, [], now) }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function ChangeItem() {
  const { pole, item, view: first } = useLoaderData<typeof loader>();
  const view = useActionData<typeof action>()?.view ?? first;
  const t = useTranslations("baskets");
  return (
    <div className="wrap">
      <PageHead
        title={t("edit.title", { name: view.resource.name })}
        crumbs={[{ label: t("title"), to: paths.basket(pole) }]}
      />
      <ThingForm
        view={view}
        action={paths.changeBasketItem(pole, item)}
        button={t("edit.button")}
        pending={t("edit.button")}
        hidden={{}}
      >
        <ButtonLink variant="text" block to={paths.basket(pole)}>
          {t("edit.back")}
        </ButtonLink>
      </ThingForm>
    </div>
  );
}
