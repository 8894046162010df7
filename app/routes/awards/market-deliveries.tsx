import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Field, Input, TextArea } from "~/ui/field";
import { Stat, Stats } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section, Sheet } from "~/ui/surface";
import type { MarketAgain } from "./market-action";
import type { MarketView } from "./market-view";
import { Refused } from "./refused";

type Again = MarketAgain | undefined;

/** What who won has declared, and what the buyer says of it; what is accepted against what was promised. */
export function Deliveries({ page, again }: { page: MarketView; again: Again }) {
  const t = useTranslations("awards.market");
  const { progress, deliveries, declare } = page;
  return (
    <Section title={t("deliveries")} id="livraisons">
      <p>{page.deliveriesLead}</p>
      {progress && (
        <Stats className="section">
          <Stat label={t("accepted")} figure={progress.accepted} note={progress.acceptedNote} />
          <Stat label={t("hoursDone")} figure={progress.hours} note={progress.hoursNote} />
        </Stats>
      )}
      {deliveries.length === 0 && <p className="soft section">{t("noDeliveries")}</p>}
      {deliveries.length > 0 && (
        <Sheet as="ul" className="section">
          {deliveries.map((delivery) => (
            <li key={delivery.id} className="ans-part">
              <Icon name="truck" />
              <div>
                <b className="lines">{delivery.what}</b>
                <p>{[delivery.day, delivery.figures].filter(Boolean).join(", ")}</p>
                <p>{[delivery.declared, delivery.decided].filter(Boolean).join(". ")}</p>
                {delivery.refusedReason && <p className="lines">{delivery.refusedReason}</p>}
              </div>
              <Badge tone={delivery.badge.tone} icon={delivery.badge.icon}>
                {delivery.badge.words}
              </Badge>
              {delivery.state === "waiting" && page.mayDecideDeliveries && (
                <DecideDelivery
                  id={delivery.id}
                  hint={page.refuseHint}
                  again={again?.at === delivery.id ? again : undefined}
                />
              )}
            </li>
          ))}
        </Sheet>
      )}
      {declare && <Declare declare={declare} again={again?.at === "declare" ? again : undefined} />}
    </Section>
  );
}

function DecideDelivery({ id, hint, again }: { id: string; hint: string; again: Again }) {
  const t = useTranslations("awards.market");
  return (
    <div className="award-wide stack">
      <Refused errors={again?.errors} prefix={`${id}-`} />
      <Form method="post">
        <input type="hidden" name="delivery" value={id} />
        <SubmitButton name="intent" value="accept" icon="check">
          {t("accept")}
        </SubmitButton>
      </Form>
      <details className="more" open={Boolean(again?.errors.reason)}>
        <summary>
          <Icon name="chevron-down" size="sm" />
          {t("refuse")}
        </summary>
        <Form method="post" className="stack">
          <input type="hidden" name="delivery" value={id} />
          <Field id={`${id}-reason`} label={t("refuseReason")} hint={hint} error={again?.errors.reason}>
            <TextArea name="reason" rows={2} maxLength={1000} required defaultValue={again?.typed.reason} />
          </Field>
          <SubmitButton variant="line" name="intent" value="refuse">
            {t("refuseGo")}
          </SubmitButton>
        </Form>
      </details>
    </div>
  );
}

function Declare({ declare, again }: { declare: NonNullable<MarketView["declare"]>; again: Again }) {
  const t = useTranslations("awards.market");
  const errors = again?.errors ?? {};
  const typed = again?.typed ?? {};
  return (
    <Card className="narrow section">
      <h3>{t("declare")}</h3>
      <Form method="post" className="stack" key={declare.id}>
        <Refused errors={errors} />
        <input type="hidden" name="id" value={declare.id} />
        <Field id="deliveredOn" label={t("deliveredOn")} error={errors.deliveredOn}>
          <Input type="date" name="deliveredOn" required defaultValue={typed.deliveredOn ?? declare.today} />
        </Field>
        <Field id="what" label={t("what")} error={errors.what}>
          <TextArea name="what" rows={2} maxLength={1000} required defaultValue={typed.what} />
        </Field>
        <div className="ans-pair">
          <Field id="deliveryAmount" label={t("deliveryAmount")} error={errors.deliveryAmount} optional>
            <Input name="deliveryAmount" inputMode="decimal" defaultValue={typed.deliveryAmount} />
          </Field>
          <Field id="deliveryHours" label={t("deliveryHours")} error={errors.deliveryHours} optional>
            <Input name="deliveryHours" inputMode="numeric" defaultValue={typed.deliveryHours} />
          </Field>
        </div>
        <SubmitButton name="intent" value="declare" icon="truck">
          {t("declareGo")}
        </SubmitButton>
      </Form>
    </Card>
  );
}

/** Once all is delivered and decided on, the buyer ends it. */
export function EndOfContract({ page, again }: { page: MarketView; again: Again }) {
  const t = useTranslations("awards.market");
  if (!page.end) return null;
  return (
    <Section title={t("end")}>
      <Refused errors={again?.errors} />
      <p>{t(page.end.ready ? "endLead" : "endWait")}</p>
      {page.end.ready &&
        (page.end.may ? (
          <Form method="post" className="section">
            <SubmitButton variant="line" name="intent" value="end" icon="check-check">
              {t("endGo")}
            </SubmitButton>
          </Form>
        ) : (
          <p className="soft">{page.end.who}</p>
        ))}
    </Section>
  );
}
