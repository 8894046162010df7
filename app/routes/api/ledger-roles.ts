import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { NotFound } from "~server/kernel/errors";
import { chartOf, mapAccounts } from "~server/ledger";
import { BookRoles } from "./ledger-roles-shape";

const map = endpoint("PUT", "/ledger/roles", {
  summary: {
    fr: "Dire quel compte sert à quoi, à partir de la prochaine écriture, et le SIREN qui nomme le FEC",
    en: "Say which account stands for what from the next entry on, and the SIREN that names the FEC",
  },
  scope: "ledger",
  body: z.strictObject({
    roles: BookRoles.partial().strict().default({}).meta({ description: "What is left out stays." }),
    siren: z
      .string()
      .regex(/^\d{9}$/)
      .nullish()
      .meta({ description: "Nine digits; null takes it off; left out, it stays." }),
  }),
  response: z.object({ roles: BookRoles, siren: z.string().nullable() }),
  problems: { not_found: 404, account_does_not_fit: 422, account_has_balance: 409 },
  handle: async ({ actor, body: { roles, siren } }) => {
    const before = await chartOf(actor);
    const known = new Set(before.accounts.map(({ id }) => id));
    if (Object.values(roles).some((id) => id !== undefined && !known.has(id))) throw new NotFound("account");
    const outcome = await mapAccounts(actor, { roles, siren: siren === undefined ? before.siren : siren });
    if (!outcome.ok) {
      const { code, role } = outcome.problem;
      return problem(code === "account_has_balance" ? 409 : 422, code, { role });
    }
    const after = await chartOf(actor);
    return { roles: after.roles, siren: after.siren };
  },
});

export const loader = apiRoute(map);
export const action = loader;
