import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { PageHead, Sheet } from "~/ui/surface";
import { lettersOf } from "~server/tenders";
import { letterLines } from "./letter-view";
import { sayAwards } from "./words";

/** The letters of a need: all of them for its buyer and the pôle's manager, one's own for a bidder. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { need, letters } = await lettersOf(actor, args.params.need ?? "");
  const t = await sayAwards(actor.locale);
  return {
    title: await pageTitle(actor.locale, t("letters.title")),
    pole: actor.poleSlug,
    need: { id: need.id, title: need.title },
    own: letters.every(({ ours }) => ours),
    lines: letterLines(actor, need, letters, t),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function LettersPage() {
  const { pole, need, own, lines } = useLoaderData<typeof loader>();
  const t = useTranslations("awards.letters");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={t(own ? "leadOwn" : "lead")}
        crumbs={[{ label: need.title, to: paths.need(pole, need.id) }]}
      />
      {lines.length === 0 && (
        <Empty
          title={t("none")}
          actions={
            <ButtonLink variant="line" to={paths.need(pole, need.id)}>
              {t("back")}
            </ButtonLink>
          }
        >
          {t("noneText")}
        </Empty>
      )}
      {lines.length > 0 && (
        <Sheet as="ul">
          {lines.map(({ id, to, name, lot, rank, badge }) => (
            <li key={id} className="ans-part">
              <Icon name="mail" />
              <div>
                <Link className="tap" to={to}>
                  {name}
                </Link>
                <p>{lot}</p>
                {rank && <p>{rank}</p>}
              </div>
              <Badge tone={badge.tone} icon={badge.icon}>
                {badge.words}
              </Badge>
            </li>
          ))}
        </Sheet>
      )}
    </div>
  );
}
