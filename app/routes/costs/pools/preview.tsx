import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { Icon } from "~/ui/icon";
import { Card, Section } from "~/ui/surface";
import type { PreviewView } from "./preview-view";

type Rows = Pick<PreviewView, "rows" | "total">;

/** What a key would have given, beside what was. */
export function Preview({ view }: { view: PreviewView }) {
  const t = useTranslations("costsPools.preview");
  return (
    <Section title={t("title")} id="apercu" className="key-preview">
      <p className="cost-lead">{view.lead}</p>
      {view.cannot.length > 0 && (
        <ul className="cost-list">
          {view.cannot.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ul>
      )}
      {view.rows.length > 0 && (
        <Card>
          <PreviewTable caption={view.caption} table={view} example={view.example} />
        </Card>
      )}
      {view.months.length > 0 && (
        <details className="more card">
          <summary>
            <Icon name="chevron-down" size="sm" />
            {t("byMonth")}
          </summary>
          <div className="stack">
            {view.months.map((month) => (
              <PreviewTable key={month.key} caption={month.name} table={month} example={false} />
            ))}
          </div>
        </details>
      )}
    </Section>
  );
}

function PreviewTable({ caption, table, example }: { caption: string; table: Rows; example: boolean }) {
  const t = useTranslations("costsPools.preview");
  return (
    <Table caption={caption} scroll>
      <thead>
        <tr>
          <th scope="col">{t("structure")}</th>
          {!example && (
            <th scope="col" className="num">
              {t("was")}
            </th>
          )}
          <th scope="col" className="num">
            {t("would")}
          </th>
          {!example && (
            <th scope="col" className="num">
              {t("difference")}
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {table.rows.map((row) => (
          <tr key={row.id}>
            <th scope="row">{row.name}</th>
            {!example && <td className="num nowrap">{row.was}</td>}
            <td className="num nowrap">{row.would}</td>
            {!example && (
              <td className="num nowrap">
                {row.tone && <span className="sr">{t(row.tone)} </span>}
                {row.difference}
              </td>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row">{t("total")}</th>
          {!example && <td className="num nowrap">{table.total}</td>}
          <td className="num nowrap">{table.total}</td>
          {!example && <td />}
        </tr>
      </tfoot>
    </Table>
  );
}
