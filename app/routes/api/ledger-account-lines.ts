import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, money } from "~/http/api-shapes";
import { accountLines, LINES_PAGE } from "~server/ledger";
import { AccountNamed, accountOf, monthsAsked, rangeAsked, shownAccountLine } from "./ledger-shape";

const read = endpoint("GET", "/ledger/accounts/:account/lines", {
  summary: {
    fr: "Les lignes d'un compte, avec le solde après chacune",
    en: "An account, with the balance after each line",
  },
  scope: "ledger",
  query: z.strictObject({ ...monthsAsked, cursor: cursorOf(z.int().min(2)).optional() }),
  response: z.object({ account: AccountNamed, ...accountOf }),
  handle: async ({ actor, params, query: { cursor: page = 1, ...months } }) => {
    const found = await accountLines(actor, params.account, rangeAsked(months, actor), page);
    return {
      ...{ account: found.account, opening: money(found.opening), closing: money(found.closing), count: found.count },
      items: found.lines.map(shownAccountLine),
      nextCursor: page * LINES_PAGE < found.count ? encodeCursor(page + 1) : null,
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
