import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { data } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { colleagueOf, endAffiliation } from "~server/poles";
import { useTrail } from "./trail";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { structure = "", person = "" } = args.params;
  const { member, colleague } = await colleagueOf(actor, structure, person);
  const t = await translator(actor.locale, "poles");
  return {
    title: await pageTitle(actor.locale, t("endAffiliation.title", { name: colleague.name })),
    pole: actor.poleSlug,
    structure: { name: member.name, slug: member.slug },
    colleague: { id: colleague.personId, name: colleague.name },
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { structure = "", person = "" } = args.params;
  const outcome = await endAffiliation(actor, structure, person);
  if (!outcome.ok) return data({ problem: outcome.problem.code }, { status: 409 });
  // Somebody who removed themselves may no longer see the structure.
  const to = person === actor.personId ? paths.actingFor() : paths.structure(actor.poleSlug, structure);
  throw await redirectWithFlash(to, { key: "affiliation_ended" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function EndAffiliation() {
  const t = useTranslations("poles.endAffiliation");
  const errors = useTranslations("errors");
  const { pole, structure, colleague } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { name } = colleague;
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("title", { name })}
        lead={t("lead", { name, structure: structure.name })}
        crumbs={useTrail(pole, structure)}
      />
      {answer && (
        <Alert tone="no" live>
          {errors(answer.problem)}
        </Alert>
      )}
      <Form method="post" className="actions">
        <SubmitButton variant="danger" icon="user-x">
          {t("submit", { name })}
        </SubmitButton>
        <ButtonLink variant="line" to={paths.colleague(pole, structure.slug, colleague.id)}>
          {t("keep")}
        </ButtonLink>
      </Form>
    </div>
  );
}
