import { Link } from "@remix-run/react";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

/** The things of one kind, together. */
export type PlanGroup<Row> = { key: string; label: string; icon: IconName; rows: readonly Row[] };

/** The row that names a kind, across the table. */
export function GroupRow({ label, icon, columns }: { label: string; icon: IconName; columns: number }) {
  return (
    <tr className="kind">
      <th colSpan={columns} scope="rowgroup">
        <Icon name={icon} />
        {label}
      </th>
    </tr>
  );
}

/** The head of a row: the thing, its owner and seats. */
export function RowHead({ row }: { row: { name: string; sub?: string; href: string } }) {
  return (
    <th scope="row" className="res">
      <Link to={row.href}>{row.name}</Link>
      {row.sub && <small>{row.sub}</small>}
    </th>
  );
}
