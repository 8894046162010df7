import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check, FieldSet } from "~/ui/field";
import { Sheet } from "~/ui/surface";
import type { NotTaken } from "./import-action";
import type { ImportView } from "./import-view";

const TONES = { new: "ok", same: undefined, changed: "wait", free: undefined, cancelled: "no", instant: "no" } as const;

/** Every date that was read, to be taken or left, before anything is written. */
export function ImportPreview({
  pole,
  resource,
  structure,
  preview,
  answer,
}: {
  pole: string;
  resource: string;
  structure: string | null;
  preview: ImportView;
  answer: NotTaken | undefined;
}) {
  const t = useTranslations("calendars.import");
  const chosen = answer?.chosen && new Set(answer.chosen);
  return (
    <Form method="post" className="stack import-preview">
      <h2>{t("preview")}</h2>
      {answer?.sentence && (
        <Alert tone="no" live>
          {answer.sentence}
        </Alert>
      )}
      <p>
        {t("previewLead", { total: preview.total, file: preview.file })} {t("outside", { count: preview.outside })}
      </p>
      {preview.problems.length > 0 && (
        <Alert tone="wait" title={t("problems", { count: preview.problems.length })} level={3}>
          <ul className="refusals">
            {preview.problems.map((problem, index) => (
              <li key={index}>{problem}</li>
            ))}
          </ul>
        </Alert>
      )}
      {preview.months.map(({ name, rows }) => (
        <section key={name} aria-label={name}>
          <h3>{name}</h3>
          <Sheet as="ul">
            {rows.map((row) => (
              <li key={row.rank} className="import-row">
                <ImportRow row={row} taken={chosen ? chosen.has(row.rank) : row.proposed} refusal={answer?.ofRank} />
              </li>
            ))}
          </Sheet>
        </section>
      ))}
      {preview.total > 0 && (
        <div className="card stack">
          <FieldSet label={t("as")}>
            <Check
              type="radio"
              name="as"
              value="blocking"
              label={t("blocking")}
              hint={t("blockingHint")}
              defaultChecked={answer?.as !== "booking"}
            />
            {structure && (
              <Check
                type="radio"
                name="as"
                value="booking"
                label={t("booking", { structure })}
                hint={t("bookingHint")}
                defaultChecked={answer?.as === "booking"}
              />
            )}
          </FieldSet>
          <div className="actions">
            <SubmitButton icon="check" pendingLabel={t("confirming")}>
              {t("confirm")}
            </SubmitButton>
            <ButtonLink variant="text" to={paths.importCalendar(pole, resource)}>
              {t("another")}
            </ButtonLink>
          </div>
        </div>
      )}
      {preview.total === 0 && <Link to={paths.importCalendar(pole, resource)}>{t("another")}</Link>}
      <input type="hidden" name="import" value={preview.id} />
    </Form>
  );
}

type Row = ImportView["months"][number]["rows"][number];

function ImportRow({ row, taken, refusal }: { row: Row; taken: boolean; refusal: NotTaken["ofRank"] }) {
  const why = refusal?.[row.rank];
  const words = (
    <>
      <b>{row.title}</b>
      <span className="small block">{row.when}</span>
    </>
  );
  return (
    <>
      {row.possible ? (
        <Check name="prendre" value={row.rank} defaultChecked={taken} label={words} />
      ) : (
        <p className="import-left">{words}</p>
      )}
      <Badge tone={TONES[row.standing]}>{row.label}</Badge>
      {(why ?? row.meets) && <p className={why ? "small import-why" : "small soft"}>{why ?? row.meets}</p>}
    </>
  );
}

/** What came of an import. */
export function ImportDone({ pole, resource, preview }: { pole: string; resource: string; preview: ImportView }) {
  const t = useTranslations("calendars.import");
  return (
    <Alert tone="ok" title={t("done")} level={2} live>
      <div className="stack">
        <p>{preview.result?.text}</p>
        {preview.result?.met && <p>{preview.result.met}</p>}
        <p className="small">{t("again")}</p>
        <div className="actions">
          <ButtonLink to={paths.resource(pole, resource)}>{t("seeResource")}</ButtonLink>
          <ButtonLink variant="text" to={paths.importCalendar(pole, resource)}>
            {t("another")}
          </ButtonLink>
        </div>
      </div>
    </Alert>
  );
}
