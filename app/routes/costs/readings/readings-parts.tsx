import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input, Select, TextArea } from "~/ui/field";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { ReadingsAnswer } from "./readings-answer";
import type { ReadingsView } from "./readings-view";

type Props = { view: ReadingsView; answer: ReadingsAnswer | undefined };

/** Which pool, what of it, which month. */
export function ChooseReadings({ view }: { view: ReadingsView }) {
  const t = useTranslations("costsPools.readingsPage");
  return (
    <Form method="get" className="card cost-fields readings-choice">
      <Field label={t("pool")}>
        <Select name="poste" options={view.pools} defaultValue={view.poolId ?? ""} key={view.poolId} />
      </Field>
      <Field label={t("measure")}>
        <Select name="mesure" options={view.measures} defaultValue={view.measure} key={view.measure} />
      </Field>
      <Field label={t("month")}>
        <Select name="mois" options={view.months} defaultValue={view.month} key={view.month} />
      </Field>
      <Button variant="line">{t("show")}</Button>
    </Form>
  );
}

/** What every form of the page says again. */
function Asked({ view }: { view: ReadingsView }) {
  return (
    <>
      <input type="hidden" name="poste" value={view.poolId ?? ""} />
      <input type="hidden" name="mesure" value={view.measure} />
      <input type="hidden" name="mois" value={view.month} />
    </>
  );
}

function Signed({ view }: { view: ReadingsView }) {
  const t = useTranslations("costsPools.readingsPage");
  return view.askSigned && <Check name="signees" value="oui" label={t("signed")} hint={t("signedHint")} />;
}

/** One quantity a structure. */
export function EnterReadings({ view, answer }: Props) {
  const t = useTranslations("costsPools.readingsPage");
  const own = answer?.fields.intent === "enter" ? answer : undefined;
  const errors = own?.errors ?? {};
  return (
    <Section title={t("enter")} id="noter">
      <Form
        method="post"
        id="releves"
        className="card stack"
        key={`${view.poolId}${view.measure}${view.month}${view.readings.length}`}
      >
        <ErrorSummary errors={Object.entries(errors).map(([name, message]) => ({ id: `releves-${name}`, message }))} />
        <p className="soft">{t("enterLead")}</p>
        <div className="key-weights">
          {view.structures.map(({ id, name, label }) => (
            <Field key={id} label={name} id={`releves-quantite.${id}`} error={errors[`quantite.${id}`]}>
              <Input
                name={`quantite.${id}`}
                aria-label={label}
                inputMode="decimal"
                defaultValue={own?.fields[`quantite.${id}`]}
              />
            </Field>
          ))}
        </div>
        <Field label={t("about")} hint={t("aboutHint")} optional>
          <Input name="precision" maxLength={200} defaultValue={own?.fields.precision} />
        </Field>
        <Signed view={view} />
        <Asked view={view} />
        <div className="actions">
          <SubmitButton name="intent" value="enter">
            {t("save")}
          </SubmitButton>
        </div>
      </Form>
    </Section>
  );
}

/** Several lines at once, from a spreadsheet. */
export function PasteReadings({ view, answer }: Props) {
  const t = useTranslations("costsPools.readingsPage");
  const own = answer?.fields.intent === "paste" ? answer : undefined;
  return (
    <details className="more card" open={own !== undefined}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("paste")}
      </summary>
      <Form method="post" className="stack">
        <Asked view={view} />
        {own && own.lines.length > 0 && (
          <Alert tone="no" live>
            <ul>
              {own.lines.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          </Alert>
        )}
        <Field label={t("pasteLabel")} hint={t("pasteLead")}>
          <TextArea name="lignes" rows={6} placeholder={t("pasteExample")} defaultValue={own?.fields.lignes} required />
        </Field>
        <Signed view={view} />
        <div className="actions">
          <SubmitButton variant="line" name="intent" value="paste">
            {t("pasteDo")}
          </SubmitButton>
        </div>
      </Form>
    </details>
  );
}

/** What was typed of the month. */
export function ReadingList({ view }: { view: ReadingsView }) {
  const t = useTranslations("costsPools.readingsPage");
  const title = t("list", { month: view.monthName });
  return (
    <Section title={title} id="liste">
      {view.readings.length === 0 ? (
        <p className="soft">{t("none")}</p>
      ) : (
        <Card>
          <Table caption={title} hideCaption scroll>
            <thead>
              <tr>
                <th scope="col">{t("on")}</th>
                <th scope="col">{t("structure")}</th>
                <th scope="col" className="num">
                  {t("quantity")}
                </th>
                <th scope="col">{t("about")}</th>
                <th scope="col">{t("state")}</th>
                <th scope="col">
                  <span className="sr">{t("remove")}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {view.readings.map((reading) => (
                <tr key={reading.id}>
                  <td className="nowrap">{reading.day}</td>
                  <th scope="row">{reading.structure}</th>
                  <td className="num nowrap">{reading.quantity}</td>
                  <td>
                    {reading.about} <small className="soft">{reading.who}</small>
                  </td>
                  <td>
                    <Badge tone={reading.waiting ? "wait" : "ok"} icon={reading.waiting ? "hourglass" : "check"} bare>
                      {reading.state}
                    </Badge>
                  </td>
                  <td>
                    <Acts view={view} reading={reading} />
                  </td>
                </tr>
              ))}
            </tbody>
          </Table>
        </Card>
      )}
    </Section>
  );
}

function Acts({ view, reading }: { view: ReadingsView; reading: ReadingsView["readings"][number] }) {
  const t = useTranslations("costsPools.readingsPage");
  if (!reading.validate && !reading.remove) return null;
  return (
    <Form method="post" className="row">
      <Asked view={view} />
      <input type="hidden" name="releve" value={reading.id} />
      {reading.validate && (
        <SubmitButton size="sm" name="intent" value="validate" aria-label={reading.validate}>
          {t("validate")}
        </SubmitButton>
      )}
      {reading.remove && (
        <details className="more">
          <summary>{t("remove")}</summary>
          <SubmitButton size="sm" variant="danger" name="intent" value="remove" aria-label={reading.remove}>
            {t("removeSure")}
          </SubmitButton>
        </details>
      )}
    </Form>
  );
}
