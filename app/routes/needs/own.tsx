import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Sheet } from "~/ui/surface";
import { formatInstant } from "~server/kernel/format";
import { ownNeeds } from "~server/tenders";
import { STAGE_LOOKS } from "./need-view";

/** The needs of the structure acted for: drafts, what is out, what is over. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const needs = await ownNeeds(actor);
  const t = await translator(actor.locale, "needsForm");
  const n = await translator(actor.locale, "needs");
  const at = (instant: Date) => formatInstant(instant, actor.timeZone, actor.locale, { year: false });
  return {
    title: await pageTitle(actor.locale, t("own.title")),
    pole: actor.poleSlug,
    needs: needs.map(({ id, kind, title, stage, closesAt, updatedAt, unanswered, answersIn }) => ({
      id,
      title: title || n("untitled"),
      kind: t(`kind.${kind}`),
      stage: { ...STAGE_LOOKS[stage], words: n(`stage.${stage}`) },
      when:
        stage === "draft" || !closesAt
          ? t("own.touched", { at: at(updatedAt) })
          : t("own.closes", { at: at(closesAt) }),
      answers: stage === "draft" ? null : t("own.answersIn", { count: answersIn }),
      questions: unanswered > 0 ? t("own.unanswered", { count: unanswered }) : null,
      to: paths.need(actor.poleSlug, id),
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OwnNeeds() {
  const { pole, needs } = useLoaderData<typeof loader>();
  const t = useTranslations("needsForm.own");
  const add = (
    <ButtonLink icon="plus" to={paths.newNeed(pole)}>
      {t("add")}
    </ButtonLink>
  );
  return (
    <div className="wrap">
      <PageHead
        crumbs={[{ label: t("all"), to: paths.needs(pole) }]}
        title={t("title")}
        lead={t("lead")}
        actions={needs.length > 0 && add}
      />
      {needs.length === 0 ? (
        <Empty picture="search" title={t("empty")} actions={add}>
          {t("emptyText")}
        </Empty>
      ) : (
        <Sheet as="ul" className="own-needs">
          {needs.map(({ id, title, kind, stage, when, answers, questions, to }) => (
            <li key={id}>
              <div>
                <h2>
                  <Link to={to}>{title}</Link>
                </h2>
                <p className="small soft">{[kind, when, answers].filter(Boolean).join(" · ")}</p>
              </div>
              <p className="row">
                {questions && (
                  <Badge tone="wait" icon="message-circle-question-mark">
                    {questions}
                  </Badge>
                )}
                <Badge icon={stage.icon} {...(stage.tone ? { tone: stage.tone } : {})}>
                  {stage.words}
                </Badge>
              </p>
            </li>
          ))}
        </Sheet>
      )}
    </div>
  );
}
