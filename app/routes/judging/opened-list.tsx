import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Who } from "~/ui/grain";
import { PageHead, Sheet } from "~/ui/surface";
import { openedOf } from "~server/tenders";
import { openedFirst } from "./before-opening";
import { openedListView, type OpenedListView } from "./opened-list-view";
import { sayOpening } from "./opening-view";

/** The answers that were opened, for who judges them. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const needId = args.params.need ?? "";
  await openedFirst(actor, needId);
  const page = await openedListView(actor, await openedOf(actor, needId));
  const t = await sayOpening(actor.locale);
  return { title: await pageTitle(actor.locale, t("list.title")), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function OpenedList() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("opening");
  return (
    <div className="wrap">
      <PageHead
        title={t("list.title")}
        lead={page.lead}
        crumbs={[{ label: page.needTitle, to: page.needTo }]}
        actions={
          <ButtonLink to={page.minutesTo} variant="line" icon="file-text">
            {t("minutes.title")}
          </ButtonLink>
        }
      />
      {page.shut && <Alert icon="lock-keyhole">{page.shut}</Alert>}
      {page.answers.length === 0 ? (
        <Empty picture="box" title={t("list.none")} level={2}>
          {t("list.noneText")}
        </Empty>
      ) : (
        <Sheet as="ol" className="section open-lines">
          {page.answers.map((answer) => (
            <AnswerRow key={answer.id} {...answer} />
          ))}
        </Sheet>
      )}
    </div>
  );
}

function AnswerRow({ to, number, group, lots, badge, pending, go, ...face }: OpenedListView["answers"][number]) {
  return (
    <li className="open-row">
      <div>
        <h2>
          <Who {...face} sub={[number, group].filter(Boolean).join(", ")} />
        </h2>
        <dl>
          {lots.map(({ id, lot, worth }) => (
            <div key={id}>
              <dt>{lot}</dt>
              <dd>{worth}</dd>
            </div>
          ))}
        </dl>
      </div>
      <div className="open-row-side">
        {badge && (
          <Badge tone={badge.tone} icon={badge.icon}>
            {badge.words}
          </Badge>
        )}
        {pending && <span className="small soft">{pending}</span>}
        <ButtonLink to={to} variant="line" size="sm">
          {go}
        </ButtonLink>
      </div>
    </li>
  );
}
