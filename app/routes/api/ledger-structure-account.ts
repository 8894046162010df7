import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, Money, money } from "~/http/api-shapes";
import { LINES_PAGE, memberAccount } from "~server/ledger";
import { Named } from "./costs-shape";
import { accountOf, monthsAsked, rangeAsked, shownAccountLine } from "./ledger-shape";

const read = endpoint("GET", "/ledger/structures/:structure/account", {
  summary: {
    fr: "Le compte d'un membre, avec ses lettres : pour lui, et pour qui tient les comptes",
    en: "A member's account, with its letters: for itself, and for who keeps the books",
  },
  scope: "ledger",
  query: z.strictObject({ ...monthsAsked, cursor: cursorOf(z.int().min(2)).optional() }),
  response: z.object({
    structure: Named,
    balances: z.array(
      z.object({
        number: z.string(),
        label: z.string(),
        role: z.string().nullable(),
        balance: Money.meta({ description: "Today; above zero: it owes." }),
      }),
    ),
    ...accountOf,
  }),
  handle: async ({ actor, params, query: { cursor: page = 1, ...months } }) => {
    const found = await memberAccount(actor, params.structure, rangeAsked(months, actor), page);
    const { id, name } = found.structure;
    return {
      structure: { id, name },
      balances: found.accounts.map(({ cents, ...account }) => ({ ...account, balance: money(cents) })),
      ...{ opening: money(found.opening), closing: money(found.closing), count: found.count },
      items: found.lines.map(shownAccountLine),
      nextCursor: page * LINES_PAGE < found.count ? encodeCursor(page + 1) : null,
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
