import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge, Chip, Chips } from "~/ui/badge";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Pagination } from "~/ui/pagination";
import { PageHead, Section, Sheet } from "~/ui/surface";
import type { Common, PartOf } from "./import";

/** What each line would do, and the one button that does it. */
export function PreviewPart({ pole, id, kind, fileName, total, part }: Common & { part: PartOf<"preview"> }) {
  const t = useTranslations("imports");
  const { counts, invitations, ready, changed, view } = part;
  const again = paths.imports(pole, { quoi: kind });
  return (
    <>
      <PageHead
        title={t("preview.title")}
        lead={t("preview.lead", { file: fileName, count: total })}
        crumbs={[{ label: t("title"), to: paths.imports(pole) }]}
        here={t(`of.${kind}`)}
      />
      <div className="stack">
        {changed && (
          <Alert tone="wait" title={t("preview.changed")} level={2}>
            {t("preview.changedText")}
          </Alert>
        )}
        {counts.error > 0 ? (
          <Alert tone="no" title={t("preview.errors", { count: counts.error })} level={2}>
            <p>{t("preview.errorsText")}</p>
            <p className="actions">
              <ButtonLink to={again} icon="upload">
                {t("preview.again")}
              </ButtonLink>
            </p>
          </Alert>
        ) : ready ? (
          <Form method="post" className="card card--tint import-confirm">
            <div>
              <p className="import-sum">{t("preview.ready", counts)}</p>
              {invitations > 0 && <p className="small">{t("preview.invitations", { count: invitations })}</p>}
            </div>
            <div className="actions">
              <SubmitButton icon={kind === "people" ? "send" : "check"}>
                {t("preview.confirm", { kind, count: counts.create + counts.update })}
              </SubmitButton>
              <ButtonLink variant="text" to={again}>
                {t("preview.other")}
              </ButtonLink>
            </div>
          </Form>
        ) : (
          <Alert tone="you" title={t("preview.nothing")} level={2}>
            <p>{t("preview.nothingText")}</p>
            <p className="actions">
              <ButtonLink variant="line" to={again}>
                {t("preview.other")}
              </ButtonLink>
            </p>
          </Alert>
        )}
        <p className="small soft">
          {t("preview.columns", { columns: view.columns })}{" "}
          {view.ignored.count > 0 && <b>{t("preview.ignored", view.ignored)}</b>}
        </p>
      </div>
      <Section title={t("preview.lines")} id="lignes">
        <Chips label={t("preview.filters")}>
          {view.chips.map(({ key, label, count, current }) => (
            <Chip key={key} to={`${paths.import(pole, id, { voir: key })}#lignes`} current={current} count={count}>
              {label}
            </Chip>
          ))}
        </Chips>
        <Sheet as="ul" className="import-lines">
          {view.lines.map((line) => (
            <li key={line.number}>
              <span className="import-number">{t("preview.line", { number: line.number })}</span>
              <div>
                <h3>{line.title}</h3>
                {line.problems.map(({ field, sentence }, index) => (
                  <p key={index} className="import-problem">
                    <Icon name="circle-alert" size="sm" />
                    <span>
                      {field && <b>{field} </b>}
                      {sentence}
                    </span>
                  </p>
                ))}
                {line.notes.map((note) => (
                  <p key={note} className="small">
                    {note}
                  </p>
                ))}
                {line.about.length > 0 && (
                  <dl className="import-cells">
                    {line.about.map(({ heading, value }) => (
                      <div key={heading}>
                        <dt>{heading}</dt>
                        <dd>{value}</dd>
                      </div>
                    ))}
                  </dl>
                )}
              </div>
              <Badge tone={line.tone} icon={line.icon}>
                {line.action}
              </Badge>
            </li>
          ))}
        </Sheet>
        <Pagination
          page={view.page}
          pageCount={view.pages}
          to={(page) => `${paths.import(pole, id, { voir: view.shown ?? "tout", page })}#lignes`}
        />
      </Section>
    </>
  );
}
