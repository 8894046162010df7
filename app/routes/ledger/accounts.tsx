import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { can } from "~server/kernel/permissions";
import { BOOK_ROLES, chartOf, fits } from "~server/ledger";
import { AccountList } from "./account-list";
import { AddAccountForm } from "./add-account-form";
import { CostsNav } from "~/routes/costs/section-nav";
import { MappingForm } from "./mapping-form";
import { saveAccounts } from "./save-accounts";

/** The chart of accounts, and which account serves for what. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const [t, chart] = await Promise.all([translator(actor.locale, "ledger"), chartOf(actor)]);
  return {
    title: await pageTitle(actor.locale, t("accounts.title")),
    pole: actor.poleSlug,
    manages: can(actor, "costs.manage"),
    siren: chart.siren ?? "",
    roles: BOOK_ROLES.map((role) => ({
      role,
      label: t(`accounts.role.${role}`),
      accountId: chart.roles[role],
      options: chart.accounts
        .filter((account) => fits(role, account))
        .map(({ id, number, label }) => ({ value: id, label: `${number} ${label}` })),
    })),
    accounts: chart.accounts.map((account) => ({
      ...account,
      href: account.used ? paths.accountLines(actor.poleSlug, account.id) : null,
    })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const saved = await saveAccounts(actor, await fieldsOf(args.request));
  if (!saved.ok) return { intent: saved.intent, again: formAgain(saved.submission, saved.problems).data };
  throw await redirectWithFlash(paths.accountsOfBooks(actor.poleSlug), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Accounts() {
  const { manages, siren, roles, accounts } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("ledger.accounts");
  const again = (intent: string) => (answer?.intent === intent ? answer.again : undefined);
  return (
    <div className="wrap ledger">
      <PageHead title={t("title")} lead={t("lead")} />
      <CostsNav />
      {manages && (
        <div className="cols">
          <MappingForm roles={roles} siren={siren} answer={again("map")} />
          <AddAccountForm answer={again("add")} />
        </div>
      )}
      <AccountList accounts={accounts} />
    </div>
  );
}
