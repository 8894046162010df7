import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Money } from "~/ui/figures";
import { Card, PageHead, Section } from "~/ui/surface";
import { approveCharges, chargeOf, refuseCharge, removeCharge } from "~server/costs";
import { Invalid } from "~server/kernel/errors";
import { can } from "~server/kernel/permissions";
import { ChargeCorrections, ChargeFacts, ChargeProofs, Decide, Keep } from "./charge-parts";
import { chargeView } from "./charge-view";
import { formWrong } from "./form-answer";
import { WrongForm } from "./form-parts";
import { readAgain, seenVersions } from "./seen-versions";

/** One charge: the document, its proof, what became of it, and what one may do. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const charge = await chargeOf(actor, args.params.charge ?? "");
  const t = await translator(actor.locale, "costsCharges");
  return {
    title: await pageTitle(actor.locale, charge.number ?? charge.label),
    pole: actor.poleSlug,
    books: can(actor, "costs.manage"),
    own: charge.paidBy !== null && charge.paidBy === actor.structureId,
    view: chargeView(charge, actor, t),
  };
});

/** Approves, refuses with a reason, or takes away. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.charge ?? "";
  const form = await fieldsOf(args.request);
  const here = paths.charge(actor.poleSlug, id);
  const seen = seenVersions([id], () => formText(form, "version"));
  switch (formText(form, "intent")) {
    case "approve": {
      const outcome = await approveCharges(actor, [id], seen);
      return outcome.ok
        ? redirectWithFlash(here, { key: "charge_approved" })
        : formWrong(form, [readAgain(outcome.problem, "charge_changed")], actor);
    }
    case "refuse": {
      const outcome = await refuseCharge(actor, id, formText(form, "reason").slice(0, 500), seen.get(id));
      return outcome.ok
        ? redirectWithFlash(here, { key: "charge_refused" })
        : formWrong(form, [readAgain(outcome.problem, "charge_changed")], actor);
    }
    case "remove": {
      const outcome = await removeCharge(actor, id);
      const list = can(actor, "costs.manage") ? paths.charges(actor.poleSlug) : paths.advances(actor.poleSlug);
      return outcome.ok
        ? redirectWithFlash(list, { key: "charge_removed" })
        : formWrong(form, [outcome.problem], actor);
    }
    default:
      throw new Invalid("invalid");
  }
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Charge() {
  const { pole, books, own, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("costsCharges");
  const crumbs = books
    ? [{ label: t("title"), to: paths.charges(pole) }]
    : own
      ? [{ label: t("advances.title"), to: paths.advances(pole) }]
      : [];
  return (
    <div className="wrap">
      <PageHead
        title={view.label}
        crumbs={crumbs}
        here={view.number ?? view.label}
        lead={
          <>
            <Money text={view.amount} cents={view.cents} strong />
            {view.number && ` · ${view.number}`}
          </>
        }
      >
        <p className="row">
          <Badge tone={view.state.tone} icon={view.state.icon}>
            {view.state.label}
          </Badge>
          {view.postedIn && <span className="small soft">{view.postedIn}</span>}
        </p>
      </PageHead>
      <div className="cols">
        <div className="stack">
          <WrongForm answer={answer} />
          {view.refusedBecause !== null && (
            <Alert tone="no" title={t("one.refused")}>
              {t("one.refusedText", { reason: view.refusedBecause })} {view.can.edit && t("one.refusedAgain")}
            </Alert>
          )}
          {view.late && (
            <Alert tone="wait" title={t("one.late")}>
              {view.late}
            </Alert>
          )}
          <Section title={t("one.facts")}>
            <ChargeFacts view={view} />
          </Section>
          <ChargeCorrections view={view} />
        </div>
        <div className="side stack">
          {view.can.decide && (
            <Card as="section" tone="tint" className="stack">
              <Decide view={view} answer={answer} />
            </Card>
          )}
          {view.needsProof && <ChargeProofs pole={pole} view={view} books={books} />}
          <Keep pole={pole} view={view} />
        </div>
      </div>
    </div>
  );
}
