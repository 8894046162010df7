import type { CSSProperties, ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Table } from "~/ui/figures";
import { classes } from "~/ui/icon";

/** A column of figures (or of words) of a table of the accounts. */
interface FigureColumn<Row> {
  readonly key: string;
  readonly head: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  /** What it comes to, in the last row. */
  readonly foot?: ReactNode;
  /** Left out on a telephone. */
  readonly wide?: boolean;
  /** Words instead of figures. */
  readonly words?: boolean;
  /** Beside what matters. */
  readonly soft?: boolean;
  /** Whether the row's figure is nothing, and so fades. */
  readonly zero?: (row: Row) => boolean;
}

interface FigureTableProps<Row> {
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly className?: string;
  /** What the rows are: "Poste", "Membre", "Mois". */
  readonly head: ReactNode;
  readonly name: (row: Row) => ReactNode;
  readonly rows: readonly Row[];
  /** Whether the bars of the rows are drawn. */
  readonly pictured?: boolean;
  readonly columns: readonly FigureColumn<Row>[];
  /** The name of the last row; none without it. */
  readonly total?: ReactNode;
  /** What the pôle bears itself, before the total: its name, and the figure of its column. */
  readonly pole?: { readonly name: ReactNode; readonly cents: ReactNode; readonly column: string } | null;
}

type FigureRow = {
  readonly id: string;
  /** The row's picture: a bar and a thin one under it, in per cent of the longest of the column. */
  readonly bars?: readonly number[];
  /** The one that the page is about. */
  readonly current?: boolean;
};

/**
 * Rows of figures that are compared, each with its bars where it has some: a picture that is a table, whose figures
 * say all that the bars show.
 */
export function FigureTable<Row extends FigureRow>({
  caption,
  hideCaption = false,
  className,
  head,
  name,
  rows,
  pictured = true,
  columns,
  total,
  pole,
}: FigureTableProps<Row>) {
  const t = useTranslations("costs");
  const drawn = pictured && rows.some(({ bars }) => bars);
  return (
    <Table caption={caption} hideCaption={hideCaption} className={classes("costs-table", drawn && "bars", className)}>
      <thead>
        <tr>
          <th scope="col">{head}</th>
          {drawn && (
            <th scope="col" className="costs-bar">
              <span className="sr">{t("pools.part")}</span>
            </th>
          )}
          {columns.map(({ key, head: label, words, wide }) => (
            <th scope="col" key={key} className={classes(!words && "num", wide && "costs-wide")}>
              {label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} className={row.current ? "me" : undefined}>
            <th scope="row">{name(row)}</th>
            {drawn && <Bars values={row.bars ?? []} />}
            {columns.map((column) => (
              <td
                key={column.key}
                className={classes(...cellClasses(column), column.soft && "soft", column.zero?.(row) && "zero")}
              >
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
        {pole && (
          <tr>
            <th scope="row">{pole.name}</th>
            {drawn && <Bars values={[]} />}
            {columns.map((column) => (
              <td key={column.key} className={classes(...cellClasses(column))}>
                {column.key === pole.column && pole.cents}
              </td>
            ))}
          </tr>
        )}
      </tbody>
      {total && (
        <tfoot>
          <tr>
            <th scope="row">{total}</th>
            {drawn && <Bars values={[]} />}
            {columns.map((column) => (
              <td key={column.key} className={classes(...cellClasses(column))}>
                {column.foot}
              </td>
            ))}
          </tr>
        </tfoot>
      )}
    </Table>
  );
}

function cellClasses({ words, wide }: { words?: boolean; wide?: boolean }) {
  return [!words && "num", wide && "costs-wide"] as const;
}

function Bars({ values }: { values: readonly number[] }) {
  return (
    <td className="bar">
      {values.map((value, rank) => (
        <span key={rank} style={{ "--v": value } as CSSProperties} />
      ))}
    </td>
  );
}
