import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor, viewerOf } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { localPath } from "~/http/local-path";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { addonsFor, addToBasket } from "~server/baskets";
import { resourceOf } from "~server/catalogue";
import { isId, newId } from "~server/kernel/ids";
import { addonThings, askedAgain } from "./addition";
import { ThingForm } from "./thing-form";
import { readThing } from "./thing-reader";
import { thingView } from "./thing-view";

/** What would be put in the basket, from the address: nothing is written until the button is pressed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const wanted = searchParams.get("ressource");
  // Nothing chosen yet: choosing begins on the first page.
  if (!wanted) throw redirect(paths.home(actor.poleSlug));
  const [resource, addons] = await Promise.all([resourceOf(actor, wanted), addonsFor(actor, wanted)]);
  const now = new Date();
  const t = await translator(actor.locale, "baskets");
  return {
    title: await pageTitle(actor.locale, t("add.titleOf", { name: resource.name })),
    pole: actor.poleSlug,
    id: newId(),
    parent: searchParams.get("pour") ?? "",
    book: paths.newBooking(actor.poleSlug, resource.id),
    view: await thingView(actor, resource, readThing(searchParams, actor, now), addons, now),
  };
});

/** Puts it in the basket, and goes back where it was chosen; or says what is wrong, with everything that was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await fieldsOf(args.request);
  const pole = args.params.pole ?? "";
  // Signed out meanwhile: signing in comes back to the page that proposes the same.
  if (!(await viewerOf(args))) throw redirect(paths.signIn(askedAgain(pole, form)));
  const actor = await requireActor(args, { guests: true });
  const now = new Date();
  const resourceId = formText(form, "ressource");
  const resource = await resourceOf(actor, resourceId);
  const addons = await addonsFor(actor, resourceId);
  const read = readThing(form, actor, now);
  const id = formText(form, "demande");
  const t = await translator(actor.locale, "baskets");
  const again = async (problem: string | null) =>
    data({ problem, id: newId(), view: await thingView(actor, resource, read, addons, now) }, { status: 422 });
  if (!read.thing) return again(null);
  const { addons: chosen, ...thing } = read.thing;
  const outcome = await addToBasket(actor, {
    ...thing,
    id: isId(id) ? id : newId(),
    resourceId,
    parentId: formText(form, "pour") || null,
    addons: addonThings(addons, chosen, thing),
  });
  if (outcome.ok) {
    const back = localPath(form.get("retour"));
    return redirectWithFlash(back ?? paths.basket(pole), { key: "addedToBasket" });
  }
  const { problem } = outcome;
  return again(
    problem.code === "basket_full" ? t("add.full_basket", { most: problem.most }) : t("add.ends_before_start"),
  );
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function AddToBasket() {
  const { pole, parent, book, ...first } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { view, id } = answer ?? first;
  const t = useTranslations("baskets");
  return (
    <div className="wrap">
      <PageHead title={t("add.title")} lead={t("add.lead")} crumbs={[{ label: t("title"), to: paths.basket(pole) }]} />
      {answer?.problem && (
        <Alert tone="wait" live>
          {answer.problem}
        </Alert>
      )}
      <ThingForm
        view={view}
        action={paths.addToBasket(pole, view.resource.id)}
        button={t("add.button")}
        pending={t("add.pending")}
        hidden={{ demande: id, ressource: view.resource.id, pour: parent }}
      >
        {view.resource.canBook && !parent && (
          <ButtonLink variant="text" block to={book}>
            {t("add.bookNow")}
          </ButtonLink>
        )}
      </ThingForm>
    </div>
  );
}
