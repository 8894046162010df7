import { ButtonLink } from "~/ui/button";

/** Before, what is shown, after: a year or a month to turn over. */
export interface Turn {
  readonly label: string;
  readonly before: { readonly label: string; readonly to: string };
  readonly after: { readonly label: string; readonly to: string };
}

export function YearTurn({ label, before, after }: Turn) {
  return (
    <div className="row money-turn no-print">
      <ButtonLink variant="line" iconOnly icon="chevron-left" to={before.to}>
        {before.label}
      </ButtonLink>
      <b>{label}</b>
      <ButtonLink variant="line" iconOnly icon="chevron-right" to={after.to}>
        {after.label}
      </ButtonLink>
    </div>
  );
}
