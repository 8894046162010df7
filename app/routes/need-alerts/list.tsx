import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { needQuery } from "~/routes/needs-found/address";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Sheet } from "~/ui/surface";
import { chooseMailTopics, MAIL_TOPICS } from "~server/notifications";
import { searchesOf } from "~server/tenders";
import { MailTopics } from "./mail-topics";
import { searchWords, topicsView } from "./search-view";

/** The searches that somebody keeps here, and when they are told. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const t = await translator(actor.locale, "needAlerts");
  const searches = await searchesOf(actor);
  return {
    tab: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    topics: await topicsView(actor),
    searches: await Promise.all(
      searches.map(async ({ id, name, filters, frequency }) => ({
        id,
        name,
        asked: await searchWords(filters, actor.locale),
        told: t(`told.${frequency}`),
        on: frequency !== "never",
        found: paths.needs(actor.poleSlug, needQuery(filters)),
        edit: paths.needAlert(actor.poleSlug, id),
      })),
    ),
  };
});

/** What else one is written about, in every pôle. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const chosen = (await fieldsOf(args.request)).getAll("topic");
  await chooseMailTopics(
    actor,
    MAIL_TOPICS.filter((topic) => chosen.includes(topic)),
  );
  return redirectWithFlash(paths.needAlerts(actor.poleSlug), { key: "saved" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

export default function Alerts() {
  const { pole, searches, topics } = useLoaderData<typeof loader>();
  const t = useTranslations("needAlerts");
  const f = useTranslations("needsFound");
  const another = (
    <ButtonLink to={paths.newNeedAlert(pole)} icon="plus">
      {t("new")}
    </ButtonLink>
  );
  return (
    <div className="wrap narrow">
      <PageHead
        title={t("title")}
        lead={t("lead")}
        crumbs={[{ label: f("title"), to: paths.needs(pole) }]}
        actions={searches.length > 0 && another}
      />
      {searches.length === 0 ? (
        <Empty picture="search" level={2} title={t("none")} actions={another}>
          {t("noneText")}
        </Empty>
      ) : (
        <Sheet as="ul">
          {searches.map(({ id, name, asked, told, on, found, edit }) => (
            <li key={id} className="kept-search">
              <div>
                <h2>{name}</h2>
                <p className="small soft">{asked}</p>
                <Badge tone={on ? "ok" : undefined} icon={on ? "bell" : undefined}>
                  {told}
                </Badge>
              </div>
              <div className="row">
                <Link className="tap" to={found}>
                  {t("see")}
                  <span className="sr"> {name}</span>
                </Link>
                <ButtonLink to={edit} variant="line" size="sm">
                  {t("edit")}
                  <span className="sr"> {name}</span>
                </ButtonLink>
              </div>
            </li>
          ))}
        </Sheet>
      )}
      <MailTopics topics={topics} />
    </div>
  );
}
