import { Form, Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Card } from "~/ui/surface";
import { PriceSum } from "../bookings/price-sum";
import { WhenFields } from "../bookings/when-fields";
import type { ThingView } from "./thing-view";

const FORM = "chose";

type ThingFormProps = {
  view: ThingView;
  action: string;
  button: string;
  pending: string;
  /** Hidden fields. */
  hidden: Readonly<Record<string, string>>;
  children?: ReactNode;
};

/** One thing to put in the basket, or to change in it. */
export function ThingForm({ view, action, button, pending, hidden, children }: ThingFormProps) {
  const t = useTranslations("baskets");
  const tb = useTranslations("bookings.new");
  const { resource, fields, typed, errors, price, refusal, addons } = view;
  const wrong = (field: string) => errors.find((error) => error.field === field)?.message;
  return (
    <Form method="post" action={action} id={FORM} className="confirm" noValidate>
      {Object.entries(hidden).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      <ErrorSummary errors={errors.map(({ field, message }) => ({ id: `${FORM}-${field}`, message }))} />
      <div className="cols">
        <div className="stack confirm-main">
          <Card as="section" className="confirm-what" aria-labelledby="quoi">
            <Photo photo={resource.photo} kind={resource.kind} sizes="(width < 48rem) 100vw, 16rem" first />
            <div className="stack">
              <div>
                <h2 id="quoi">
                  <Link to={resource.to}>{resource.name}</Link>
                </h2>
                <p className="confirm-by">
                  <Who {...resource.owner} size="xs" />
                  {resource.place && (
                    <span className="soft">
                      <Icon name="map-pin" size="sm" />
                      {resource.place}
                    </span>
                  )}
                </p>
              </div>
              <WhenFields id={FORM} view={fields} className="when-row" days={resource.days || undefined} />
              <div className="basket-numbers">
                {resource.units !== null && (
                  <Field
                    id={`${FORM}-combien`}
                    label={t("add.quantity")}
                    note={resource.unlimited ? undefined : t("add.quantityNote", { count: resource.units })}
                    error={wrong("combien")}
                  >
                    <Input name="combien" inputMode="numeric" maxLength={4} defaultValue={typed.quantity} />
                  </Field>
                )}
                {resource.people && (
                  <Field id={`${FORM}-personnes`} label={tb("people")} optional error={wrong("personnes")}>
                    <Input
                      name="personnes"
                      inputMode="numeric"
                      maxLength={5}
                      autoComplete="off"
                      defaultValue={fields.typed.personnes}
                    />
                  </Field>
                )}
              </div>
            </div>
          </Card>
          <Card as="section" className="stack" aria-labelledby="precisions-titre">
            <h2 id="precisions-titre">{tb("more")}</h2>
            {addons.length > 0 && (
              <FieldSet label={t("add.addons")}>
                {addons.map((addon) => (
                  <div key={addon.id} className="basket-addon">
                    <Check name="avec" value={addon.id} label={addon.name} defaultChecked={addon.id in typed.addons} />
                    {addon.many && (
                      <Field
                        id={`${FORM}-combien-${addon.id}`}
                        label={t("add.addonQuantity", { name: addon.name })}
                        error={wrong(`combien-${addon.id}`)}
                      >
                        <Input
                          name={`combien-${addon.id}`}
                          inputMode="numeric"
                          maxLength={4}
                          defaultValue={typed.addons[addon.id] ?? "1"}
                        />
                      </Field>
                    )}
                  </div>
                ))}
              </FieldSet>
            )}
            <Field
              id={`${FORM}-precisions`}
              label={t("add.message")}
              optional
              hint={t("add.messageHint")}
              error={wrong("precisions")}
            >
              <TextArea name="precisions" rows={2} maxLength={1000} defaultValue={typed.message} />
            </Field>
          </Card>
        </div>
        <Card as="aside" className="book stack" aria-labelledby="prix">
          <h2 id="prix">{tb("price")}</h2>
          {price ? <PriceSum {...price} /> : <p className="soft">{tb("priceLater")}</p>}
          {refusal && (
            <Alert tone="wait" title={refusal.sentence}>
              {refusal.others.map((other) => (
                <p key={other}>{other}</p>
              ))}
            </Alert>
          )}
          {resource.canBook && (
            <SubmitButton size="lg" block icon="shopping-basket" pendingLabel={pending}>
              {button}
            </SubmitButton>
          )}
          {children}
        </Card>
      </div>
    </Form>
  );
}
