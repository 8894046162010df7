import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select } from "~/ui/field";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import type { LogView } from "./log-view";
import { EvidencePhotos } from "./use-panel";

/** One line a use. */
export function LogTable({ caption, lines }: { caption: string; lines: LogView["lines"] }) {
  const t = useTranslations("use.log");
  const hasFigures = lines.some(({ odometer }) => odometer);
  return (
    <Table caption={caption} hideCaption scroll className="log">
      <thead>
        <tr>
          <th scope="col">{t("when")}</th>
          <th scope="col">{t("who")}</th>
          {hasFigures && (
            <>
              <th scope="col" className="num">
                {t("kilometres")}
              </th>
              <th scope="col">{t("odometer")}</th>
              <th scope="col">{t("level")}</th>
            </>
          )}
          <th scope="col">{t("state")}</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.id}>
            <td>
              <Link to={line.to}>{line.taken}</Link>
              <span className="block small soft">{line.returned}</span>
            </td>
            <td>
              <b>{line.structure}</b>
              <span className="block small soft">{[line.person, line.unit].filter(Boolean).join(", ")}</span>
            </td>
            {hasFigures && (
              <>
                <td className="num">{line.kilometres}</td>
                <td className="nowrap">{line.odometer}</td>
                <td className="nowrap">{line.level}</td>
              </>
            )}
            <td>
              {line.notes.map(({ moment, text, photos }) => (
                <div key={moment} className="log-note">
                  <span className="small soft">{moment}</span> {text}
                  <EvidencePhotos photos={photos} />
                </div>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </Table>
  );
}

type CorrectionFormProps = {
  readings: LogView["readings"];
  answer: { typed: { lecture: string; compteur: string }; error: string } | undefined;
};

/** Mends what somebody misread. */
export function CorrectionForm({ readings, answer }: CorrectionFormProps) {
  const t = useTranslations("use.log");
  return (
    <details className="more mt-4" open={answer !== undefined}>
      <summary>
        {t("correct")} <Icon name="chevron-down" size="sm" />
      </summary>
      <Form method="post" className="card narrow stack">
        <ErrorSummary errors={answer ? [{ id: "l-compteur", message: answer.error }] : []} />
        <p className="soft">{t("correctText")}</p>
        <Field id="l-lecture" label={t("reading")}>
          <Select name="lecture" options={readings} defaultValue={answer?.typed.lecture} />
        </Field>
        <Field id="l-compteur" label={t("newValue")} error={answer?.error}>
          <Input
            className="short-figure"
            name="compteur"
            inputMode="numeric"
            maxLength={12}
            autoComplete="off"
            required
            defaultValue={answer?.typed.compteur}
          />
        </Field>
        <SubmitButton>{t("save")}</SubmitButton>
      </Form>
    </details>
  );
}
