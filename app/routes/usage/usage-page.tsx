import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field, Input } from "~/ui/field";
import { Stats, Table } from "~/ui/figures";
import { classes } from "~/ui/icon";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Section, Segments, type Crumb } from "~/ui/surface";
import type { UsageView } from "./usage-view";

/** How things are used, on one page that prints well. */
export function UsagePage({ view, crumbs }: { view: UsageView; crumbs: readonly Crumb[] }) {
  const t = useTranslations("usage");
  return (
    <div className="wrap usage">
      <PageHead
        title={t("title", { name: view.name })}
        lead={t("lead", { period: view.period, before: view.before })}
        crumbs={crumbs}
        here={t("here")}
        actions={
          <>
            <PrintButton />
            <ButtonLink variant="line" icon="download" to={view.csv} reloadDocument>
              {t("csv")}
            </ButtonLink>
          </>
        }
      />
      <PeriodBar view={view} />
      <Stats>
        {view.stats.map(({ key, figure, note, href }) => (
          <div className="stat" key={key}>
            <dt>{t(`stat.${key}`)}</dt>
            <dd className="fig">
              <Link to={href}>{figure}</Link>
            </dd>
            <dd className="note">{note}</dd>
          </div>
        ))}
      </Stats>
      {view.empty ? (
        <Empty picture="calendar" title={t("empty")}>
          {t("emptyText")}
        </Empty>
      ) : (
        <>
          <Heat view={view} />
          <Shares view={view} of="structures" />
          {view.resources.length > 0 && <Shares view={view} of="resources" />}
        </>
      )}
    </div>
  );
}

function PeriodBar({ view }: { view: UsageView }) {
  const t = useTranslations("usage");
  return (
    <div className="usage-bar no-print">
      <div className="row">
        <ButtonLink variant="line" iconOnly icon="chevron-left" to={view.turn.before}>
          {t("before")}
        </ButtonLink>
        <b>{view.period}</b>
        <ButtonLink variant="line" iconOnly icon="chevron-right" to={view.turn.after}>
          {t("after")}
        </ButtonLink>
      </div>
      <Segments label={t("spans")} items={view.spans} />
      <Form className="usage-dates">
        <input type="hidden" name="duree" value="dates" />
        <Field label={t("from")}>
          <Input type="date" name="du" defaultValue={view.days.first} key={view.days.first} required />
        </Field>
        <Field label={t("to")} error={view.instead ?? undefined}>
          <Input type="date" name="au" defaultValue={view.days.last} key={view.days.last} required />
        </Field>
        <Button variant="line">{t("see")}</Button>
      </Form>
    </div>
  );
}

/** A table whose cells are as dark as their hour is busy; each opens onto its bookings. */
function Heat({ view }: { view: UsageView }) {
  const t = useTranslations("usage");
  const { heat } = view;
  return (
    <Section title={t("heat")} id="heures">
      <section className="scroll" tabIndex={0} aria-label={t("heatCaption", { period: view.period })}>
        <table className="heat usage-heat" style={{ ["--hours" as string]: heat.hours.length }}>
          <caption>{t("heatCaption", { period: view.period })}</caption>
          <thead>
            <tr>
              <th scope="col">
                <span className="sr">{t("day")}</span>
              </th>
              {heat.hours.map(({ short, long }) => (
                <th key={short} scope="col" aria-label={long}>
                  {short}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {heat.days.map(({ key, short, long, cells }) => (
              <tr key={key}>
                <th scope="row" aria-label={long}>
                  {short}
                </th>
                {cells.map(({ hour, tone, text, label, href }) => (
                  <td key={hour} className={classes(text !== "" && `h${tone}`)}>
                    {href ? (
                      <Link to={href} title={label} aria-label={`${label}, ${text}`}>
                        {text}
                      </Link>
                    ) : (
                      text
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </section>
      <p className="small soft">{t("heatHelp")}</p>
    </Section>
  );
}

function Shares({ view, of }: { view: UsageView; of: "structures" | "resources" }) {
  const t = useTranslations("usage");
  const rates = of === "resources";
  const rows = rates ? view.resources : view.structures.map((share) => ({ ...share, rate: "" }));
  return (
    <Section title={t(of)} id={of}>
      <Table caption={t(`${of}Caption`, { period: view.period })} hideCaption scroll className="bars usage-shares">
        <thead>
          <tr>
            <th scope="col">{t(rates ? "resource" : "structure")}</th>
            <th scope="col" className="num">
              {t("col.hours")}
            </th>
            <th scope="col">
              <span className="sr">{t("col.part")}</span>
            </th>
            {rates && (
              <th scope="col" className="num">
                {t("col.rate")}
              </th>
            )}
            <th scope="col" className="num">
              {t("col.bookings")}
            </th>
            <th scope="col" className="num">
              {t("col.money")}
            </th>
            <th scope="col" className="num">
              {t("col.atCost")}
            </th>
            <th scope="col" className="num">
              {t("col.missed")}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to={row.href}>{row.name || t("nameless")}</Link>
              </th>
              <td className="num nowrap">{row.hours}</td>
              <td className="bar" aria-hidden="true">
                <span style={{ ["--v" as string]: row.part.toFixed(1) }} />
              </td>
              {rates && <td className="num">{row.rate}</td>}
              <td className="num">{row.bookings}</td>
              <td className="num nowrap">{row.money}</td>
              <td className="num nowrap">{row.atCost}</td>
              <td className="num">{row.missed}</td>
            </tr>
          ))}
        </tbody>
      </Table>
    </Section>
  );
}
