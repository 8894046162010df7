import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Button, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { BasketView } from "./basket-view";

const FORM = "confirmer";

/** The sum, one purpose for all, and the one button. */
export function ConfirmBasket({ pole, basket, titleWrong }: { pole: string; basket: BasketView; titleWrong: boolean }) {
  const t = useTranslations("baskets");
  const blocked = basket.refused.length > 0;
  return (
    <Card as="aside" className="book" aria-labelledby="en-tout">
      <h2 id="en-tout">{t("sum")}</h2>
      <Form method="post" action={paths.basket(pole)} id={FORM} className="stack" key={basket.id}>
        <ErrorSummary errors={titleWrong ? [{ id: `${FORM}-objet`, message: t("purposeTooLong") }] : []} />
        <input type="hidden" name="panier" value={basket.id} />
        <input type="hidden" name="prix" value={basket.cents} />
        <input type="hidden" name="lignes" value={basket.itemIds.join(" ")} />
        <p className="basket-sum">
          <b>{basket.total}</b>
          <span className="soft small">
            {t("lines", { count: basket.count })}
            {basket.structure && <>, {t("sumFor", { structure: basket.structure })}</>}
          </span>
        </p>
        <Field
          id={`${FORM}-objet`}
          label={t("purpose")}
          optional
          hint={t("purposeHint")}
          error={titleWrong && t("purposeTooLong")}
        >
          <Input name="objet" maxLength={200} defaultValue={basket.typed.title} />
        </Field>
        <Check name="partage" label={t("share")} defaultChecked={basket.typed.titleShared} />
        {basket.asked > 0 && (
          <p className="small soft sure">
            <Icon name="clock" size="sm" />
            <span>{t("confirmNote", { asked: basket.asked })}</span>
          </p>
        )}
        <SubmitButton
          size="lg"
          block
          pendingLabel={t("confirming")}
          unavailable={blocked ? t("confirmBlocked") : undefined}
        >
          {t("confirm", { count: basket.count })}
        </SubmitButton>
      </Form>
    </Card>
  );
}

/** Takes out what is no longer free, or all of it, after a question. */
export function ClearBasket({ pole, refused }: { pole: string; refused: readonly string[] }) {
  const t = useTranslations("baskets");
  return (
    <div className="basket-clear">
      {refused.length > 0 && (
        <Form method="post" action={paths.clearBasket(pole)}>
          <input type="hidden" name="lignes" value={refused.join(" ")} />
          <Button variant="line" size="sm">
            {t("removeRefused")}
          </Button>
        </Form>
      )}
      <details className="more">
        <summary>
          <Icon name="chevron-down" size="sm" />
          {t("clear")}
        </summary>
        <Form method="post" action={paths.clearBasket(pole)} className="row">
          <p>{t("clearAsk")}</p>
          <Button variant="danger" size="sm">
            {t("clearYes")}
          </Button>
        </Form>
      </details>
    </div>
  );
}
