import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { isExceptional } from "~server/kernel/errors";
import { newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { localDateOf } from "~server/kernel/time";
import { PAID_ON_STRUCTURES, paymentForm, recordPayment } from "~server/ledger";
import { structuresOfPole } from "~server/poles";
import { PaymentForm } from "./payment-form";
import { paymentOf } from "./payment-of";

/** A payment received or made, as the bank's statement shows it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const [t, structures] = await Promise.all([translator(actor.locale, "ledger"), structuresOfPole(actor)]);
  return {
    title: await pageTitle(actor.locale, t("payment.title")),
    pole: actor.poleSlug,
    id: newId(),
    today: localDateOf(new Date(), actor.timeZone),
    structure: new URL(args.request.url).searchParams.get("structure") ?? "",
    structures: structures.map(({ id, name }) => ({ value: id, label: name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const form = await readForm(args.request, paymentForm);
  if (!form.ok) return formAgain(form.submission);
  const t = await translator(actor.locale, "ledger");
  const ofStructure = PAID_ON_STRUCTURES.has(form.value.on);
  const member = (await structuresOfPole(actor)).find(({ id }) => id === form.value.structureId);
  if (ofStructure && !member) return formAgain(form.submission, { structureId: "structure_required" });
  try {
    const outcome = await recordPayment(actor, paymentOf(form.value, member ?? null, t));
    if (!outcome.ok) return formAgain(form.submission, { day: outcome.problem.code });
  } catch (error) {
    if (isExceptional(error) && error.code === "entry_reused")
      return formAgain(form.submission, { "": "entry_reused" });
    throw error;
  }
  const { poleSlug: pole } = actor;
  const next = ofStructure && member ? paths.memberAccount(pole, member.id) : paths.entry(pole, form.value.id);
  throw await redirectWithFlash(next, { key: "payment_recorded" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Payment() {
  const t = useTranslations("ledger");
  const view = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("payment.title")}
        lead={t("payment.lead")}
        crumbs={[{ label: t("journal.title"), to: paths.journal(view.pole) }]}
      />
      <PaymentForm {...view} answer={answer} />
    </div>
  );
}
