import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, TextArea } from "~/ui/field";
import { Card, Section } from "~/ui/surface";
import type { MarketAgain } from "./market-action";
import type { MarketView } from "./market-view";
import { Refused } from "./refused";

/** What each says of the other, once it has ended. */
export function Ratings({ page, again }: { page: MarketView; again: MarketAgain | undefined }) {
  const t = useTranslations("awards.market");
  const { rating } = page;
  if (!rating) return null;
  const errors = again?.errors ?? {};
  return (
    <Section title={t("ratings")} id="avis">
      {rating.may && <p>{t("ratingLead")}</p>}
      {rating.none && <p className="soft">{rating.none}</p>}
      {rating.shown.length > 0 && (
        <dl>
          {rating.shown.map(({ who, stars, words }) => (
            <div key={who}>
              <dt>{who}</dt>
              <dd>
                <b>{stars}</b>
                {words && <span className="hint lines">{words}</span>}
              </dd>
            </div>
          ))}
        </dl>
      )}
      {rating.awaited && <p className="soft">{rating.awaited}</p>}
      {rating.who && <p className="soft">{rating.who}</p>}
      {rating.may && (
        <Card className="narrow section">
          <Form method="post" className="stack">
            <Refused errors={errors} />
            <FieldSet label={t("stars")} error={errors.stars}>
              {rating.choices.map(({ value, label }, place) => (
                <Check
                  key={value}
                  type="radio"
                  name="stars"
                  id={place === 0 ? "stars" : undefined}
                  value={value}
                  label={label}
                  required
                  defaultChecked={again?.typed.stars === value}
                />
              ))}
            </FieldSet>
            <Field id="ratingWords" label={t("ratingWords")} error={errors.ratingWords} optional>
              <TextArea name="ratingWords" rows={3} maxLength={2000} defaultValue={again?.typed.ratingWords} />
            </Field>
            <SubmitButton name="intent" value="rate">
              {t("rate")}
            </SubmitButton>
          </Form>
        </Card>
      )}
    </Section>
  );
}
