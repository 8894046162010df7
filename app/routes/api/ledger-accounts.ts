import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { accountForm, addAccount, chartOf, type Account } from "~server/ledger";
import { AccountNamed } from "./ledger-shape";
import { BookRoles } from "./ledger-roles-shape";

const BookAccount = AccountNamed.extend({
  structures: z.enum(["none", "some", "all"]).meta({ description: "Whether its lines are of structures." }),
  used: z.boolean(),
}).meta({ id: "BookAccount" });

const Chart = z
  .object({ accounts: z.array(BookAccount), roles: BookRoles, siren: z.string().nullable() })
  .meta({ id: "Chart" });

const read = endpoint("GET", "/ledger/accounts", {
  summary: {
    fr: "Les comptes du pôle, et celui qui sert à quoi",
    en: "The accounts of the pôle, and which stands for what",
  },
  scope: "ledger",
  response: Chart,
  handle: async ({ actor }) => {
    const { accounts, roles, siren } = await chartOf(actor);
    return { accounts: accounts.map(shownAccount), roles, siren };
  },
});

const add = endpoint("POST", "/ledger/accounts", {
  summary: { fr: "Ajouter un compte", en: "Add an account" },
  scope: "ledger",
  body: z.strictObject({
    number: z.string().meta({ examples: ["6251"] }),
    label: z.string(),
    ofStructures: z.boolean().default(false).meta({ description: "Each of its lines is of a structure." }),
  }),
  response: BookAccount,
  success: 201,
  problems: { account_exists: 409 },
  handle: async ({ actor, body: { ofStructures, ...account }, locale }) => {
    const form = { ...account, ...(ofStructures ? { auxiliary: "on" } : {}) };
    const typed = await checkForm(accountForm, { form, names: { auxiliary: "ofStructures" } }, locale);
    if ("problem" in typed) return typed.problem;
    const { number, label } = typed.value;
    const outcome = await addAccount(actor, { number, label, auxiliary: ofStructures });
    if (!outcome.ok) return problem(409, outcome.problem.code);
    const added = (await chartOf(actor)).accounts.find((one) => one.number === number);
    return added ? shownAccount(added) : problem(409, "account_exists");
  },
});

function shownAccount({ id, number, label, auxiliary, used }: Account): z.input<typeof BookAccount> {
  return { id, number, label, structures: auxiliary, used };
}

export const loader = apiRoute(read, add);
export const action = loader;
