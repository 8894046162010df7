import { paths } from "~/paths";
import type { LineAllocation, LineCharge, LineFunding, Statement } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDayRange, formatMoney, formatPercent } from "~server/kernel/format";
import { dayWords, monthWords, type SayStatement } from "./words";

/** A charge, or a funding taken off. */
export interface CostRow {
  readonly id: string;
  readonly icon: "paperclip" | "landmark" | "triangle-alert" | "file-text";
  readonly words: string;
  /** The proof, as a file. */
  readonly to: string | null;
  /** Its other proofs. */
  readonly more: readonly { readonly to: string; readonly name: string }[];
  readonly note: string | null;
  readonly amount: string;
}

/** What a pool cost, what funders took off, what is left to share. */
export function costView(actor: Actor, statement: Statement, allocation: LineAllocation, t: SayStatement) {
  const { locale } = actor;
  const shortfall = allocation.explanation.funding;
  const rows: CostRow[] =
    allocation.kind === "shortfall"
      ? [
          {
            ...{
              id: "shortfall",
              icon: "landmark",
              to: null,
              more: [],
              note: null,
              amount: formatMoney(allocation.totalCents, locale),
            },
            words: t("cost.shortfall", { funder: shortfall?.funder ?? "", label: shortfall?.label ?? "" }),
          },
        ]
      : [
          ...allocation.charges.flatMap((charge) => chargeRows(actor, charge, t)),
          ...allocation.fundings.filter(({ cents }) => cents !== 0).map((funding) => fundingRow(actor, funding, t)),
        ];
  return {
    title: t("cost.title", { month: monthWords(statement.month.startsOn, locale) }),
    rows,
    total: formatMoney(allocation.totalCents, locale),
  };
}

/** A charge and its proofs: the first on its name, the others after it. */
function chargeRows(actor: Actor, charge: LineCharge, t: SayStatement): CostRow[] {
  const { locale } = actor;
  const { id, number, supplier, label, cents, amountCents, servedFrom, servedUntil, withoutProof, proofs, corrects } =
    charge;
  const [proof] = proofs;
  const notes = [
    [supplier, number].filter(Boolean).join(", "),
    formatDayRange(servedFrom, servedUntil, locale, { year: true }),
    cents === amountCents ? "" : t("cost.partOf", { amount: formatMoney(amountCents, locale) }),
    corrects ? t("cost.corrects") : "",
    proofs.length === 0
      ? withoutProof
        ? t("cost.withoutProof", { why: withoutProof })
        : corrects || charge.proofsHidden
          ? ""
          : t("cost.noProof")
      : "",
  ];
  return [
    {
      id,
      icon: proof ? "paperclip" : "file-text",
      words: label,
      to: proof ? paths.chargeProof(actor.poleSlug, id, proof.id) : null,
      more: proofs.slice(1).map((one) => ({ to: paths.chargeProof(actor.poleSlug, id, one.id), name: one.name })),
      note: notes.filter(Boolean).join(" · "),
      amount: formatMoney(cents, locale),
    },
  ];
}

function fundingRow({ locale }: Actor, funding: LineFunding, t: SayStatement): CostRow {
  const { id, funder, label, notifiedOn, ratePoints, eligibleCents, cents } = funding;
  return {
    id,
    icon: "landmark",
    words: t("cost.funding", { funder, label }),
    to: null,
    more: [],
    note: [
      notifiedOn ? t("cost.notified", { day: dayWords(notifiedOn, locale) }) : "",
      t("cost.rate", {
        rate: formatPercent(ratePoints / 10_000, locale),
        eligible: formatMoney(eligibleCents, locale),
      }),
    ]
      .filter(Boolean)
      .join(" · "),
    amount: formatMoney(-cents, locale),
  };
}
