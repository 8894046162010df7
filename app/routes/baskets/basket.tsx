import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor, viewerOf } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { basketOf, confirmBasket } from "~server/baskets";
import { isId } from "~server/kernel/ids";
import { BasketLines } from "./basket-lines";
import { basketView } from "./basket-view";
import { BasketsElsewhere } from "./elsewhere";
import { basketsElsewhere } from "./elsewhere-view";
import { ClearBasket, ConfirmBasket } from "./confirm-basket";

/** What is in the person's basket, as it would be booked now. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { searchParams } = new URL(args.request.url);
  const t = await translator(actor.locale, "baskets");
  const typed = { title: searchParams.get("objet")?.slice(0, 200) ?? "", titleShared: searchParams.has("partage") };
  return {
    title: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    basket: await basketView(actor, await basketOf(actor), typed),
    elsewhere: await basketsElsewhere(actor),
  };
});

/** Confirms all of it, or nothing; and then says why, with ways out, and keeps what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const form = await fieldsOf(args.request);
  const typed = { title: formText(form, "objet"), titleShared: form.has("partage") };
  const pole = args.params.pole ?? "";
  // Signed out meanwhile: the basket is kept; what was typed comes back with the address.
  if (!(await viewerOf(args))) throw redirect(paths.signIn(paths.basket(pole, typed)));
  const actor = await requireActor(args, { guests: true });
  const id = formText(form, "panier");
  const again = async (
    status: 409 | 422,
    answered: { problem?: Parameters<typeof basketView>[3]; titleWrong?: true },
  ) =>
    data(
      {
        basket: await basketView(actor, await basketOf(actor), typed, answered.problem),
        titleWrong: answered.titleWrong,
      },
      { status },
    );
  if (typed.title.trim().length > 200) return again(422, { titleWrong: true });
  if (!isId(id)) return again(409, { problem: { code: "basket_changed" } });
  const cents = Number(formText(form, "prix") || "0");
  const outcome = await confirmBasket(actor, {
    id,
    itemIds: formText(form, "lignes").split(" ").filter(Boolean),
    title: typed.title,
    titleShared: typed.titleShared,
    priceCents: Number.isSafeInteger(cents) ? cents : undefined,
  });
  if (outcome.ok) return redirect(`${paths.bookedTogether(pole, id)}?reservees=oui`);
  return again(409, { problem: outcome.problem });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function BasketPage() {
  const { pole, basket: first, elsewhere } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const basket = answer?.basket ?? first;
  const t = useTranslations("baskets");
  const tc = useTranslations("common.nav");
  const crumbs = [{ label: tc("home"), to: paths.home(pole) }];
  if (basket.count === 0) {
    return (
      <div className="wrap">
        <PageHead title={t("title")} crumbs={crumbs} />
        {basket.problem && <Alert tone="wait" live title={basket.problem.title} />}
        <Empty
          picture="box"
          title={t("empty")}
          actions={
            <ButtonLink to={paths.home(pole)} icon="search">
              {t("search")}
            </ButtonLink>
          }
        >
          {t("emptyText")}
        </Empty>
        <BasketsElsewhere baskets={elsewhere} />
      </div>
    );
  }
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} crumbs={crumbs} />
      {basket.problem && (
        <div className="basket-problem">
          <Alert tone="wait" level={2} live title={basket.problem.title}>
            {basket.problem.text}
          </Alert>
        </div>
      )}
      <div className="cols">
        <div>
          <BasketLines groups={basket.groups} />
          <ClearBasket pole={pole} refused={basket.refused} />
          <BasketsElsewhere baskets={elsewhere} />
        </div>
        <ConfirmBasket pole={pole} basket={basket} titleWrong={answer?.titleWrong ?? false} />
      </div>
    </div>
  );
}
