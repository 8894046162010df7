import { Form, useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Button } from "~/ui/button";

/** Within the form that books a thing: the same fields, put in the basket instead. */
export function AddInstead({ pole, resource }: { pole: string; resource: string }) {
  const t = useTranslations("baskets.add");
  return (
    <Button variant="line" icon="shopping-basket" block formAction={paths.addToBasket(pole, resource)}>
      {t("button")}
    </Button>
  );
}

type AddOfferProps = {
  pole: string;
  /** The name of what is free, and when, for who does not see the row. */
  name: string;
  slot: string;
  /** What is put in, as panier/ajout reads it; `demande` is made on the server: sent twice, it is added once. */
  fields: Readonly<Record<string, string | number>>;
};

/** Puts what is free in the basket, and stays on the page. */
export function AddOffer({ pole, name, slot, fields }: AddOfferProps) {
  const t = useTranslations("baskets.add");
  const { pathname, search } = useLocation();
  return (
    <Form
      method="post"
      action={paths.addToBasket(pole, String(fields.ressource))}
      className="add-offer"
      preventScrollReset
    >
      {Object.entries({ ...fields, retour: `${pathname}${search}#libres` }).map(([key, value]) => (
        <input key={key} type="hidden" name={key} value={value} />
      ))}
      <Button variant="text" size="sm" icon="shopping-basket">
        {t("short")}
        <span className="sr"> {t("full", { name, slot })}</span>
      </Button>
    </Form>
  );
}
