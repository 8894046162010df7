import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Id, limit, listOf, Money, money } from "~/http/api-shapes";
import { trialBalance } from "~server/ledger";
import { AccountNamed, monthsAsked, rangeAsked } from "./ledger-shape";

const BookBalance = z
  .object({
    account: AccountNamed,
    structureId: Id.nullable().meta({ description: "Whose line it is, when `byStructure` is asked for." }),
    before: Money.meta({ description: "Before the first month; debit above zero." }),
    debit: Money,
    credit: Money,
    after: Money,
  })
  .meta({ id: "BookBalance" });

const list = endpoint("GET", "/ledger/balances", {
  summary: { fr: "La balance des comptes sur des mois", en: "The balances of the accounts over months" },
  scope: "ledger",
  query: z.strictObject({
    ...monthsAsked,
    byStructure: z.stringbool().optional(),
    cursor: cursorOf(z.int().min(1)).optional(),
    limit,
  }),
  response: listOf(BookBalance),
  handle: async ({ actor, query: { byStructure = false, cursor: offset = 0, limit: most, ...months } }) => {
    const { accounts } = await trialBalance(actor, rangeAsked(months, actor), { byStructure });
    const items = accounts
      .slice(offset, offset + most)
      .map(({ accountId: id, number, label, structureId, ...sums }) => ({
        ...{ account: { id, number, label }, structureId, before: money(sums.before) },
        ...{ debit: money(sums.debit), credit: money(sums.credit), after: money(sums.after) },
      }));
    const next = offset + items.length;
    return { items, nextCursor: next < accounts.length ? encodeCursor(next) : null };
  },
});

export const loader = apiRoute(list);
export const action = loader;
