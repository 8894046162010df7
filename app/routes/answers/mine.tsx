import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { PageHead, Sheet } from "~/ui/surface";
import { answersOf, stageOf, type AnswerLine } from "~server/tenders";
import { BADGES } from "./answer-panel-view";
import { closingWords, sayAnswers } from "./words";

/** The answers of the structure acted for, and the groups that ask it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await sayAnswers(actor.locale);
  const { lines, now } = await answersOf(actor);
  return {
    title: await pageTitle(actor.locale, t("title")),
    lines: lines.map((line) => {
      const open = stageOf({ state: line.needState, closesAt: line.closesAt }, now) === "published";
      const state = standing(line, open);
      return {
        id: line.answerId,
        title: line.title,
        to: paths.answer(actor.poleSlug, line.needId, {
          reponse: line.leads || line.state === null ? undefined : line.answerId,
        }),
        about: [line.buyer, line.leads ? "" : t("panel.leadIs", { name: line.lead })].filter(Boolean).join(", "),
        closing: t(open ? "page.lead" : "page.closed", { closing: closingWords(line.closesAt, actor) }),
        badge: { ...BADGES[state], words: t(`state.${state}`) },
      };
    }),
  };
});

/** What one wants to know of it first: what became of it, what is waited for, whether it is in. */
function standing({ state, retained, toClarify }: AnswerLine, open: boolean) {
  if (state === null) return "invited";
  if (retained !== null) return retained ? "retained" : "not_retained";
  if (toClarify) return "to_clarify";
  return open || state !== "draft" ? state : "closed";
}

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MyAnswers() {
  const { lines } = useLoaderData<typeof loader>();
  const t = useTranslations("answers");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      {lines.length === 0 && <Empty title={t("none")}>{t("noneText")}</Empty>}
      {lines.length > 0 && (
        <Sheet as="ul">
          {lines.map(({ id, title, to, about, closing, badge }) => (
            <li key={id} className="ans-part">
              <Icon name="file-text" />
              <div>
                <Link className="tap" to={to}>
                  {title}
                </Link>
                <p>{about}</p>
                <p>{closing}</p>
              </div>
              <Badge tone={"tone" in badge ? badge.tone : undefined} icon={badge.icon}>
                {badge.words}
              </Badge>
            </li>
          ))}
        </Sheet>
      )}
    </div>
  );
}
