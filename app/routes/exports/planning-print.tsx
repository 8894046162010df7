import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { classes } from "~/ui/icon";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Segments } from "~/ui/surface";
import { askedQuery, readAsked, type View } from "../bookings/planning/asked";
import { planningPaper, type PaperCell } from "./planning-paper";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const now = new Date();
  const asked = readAsked(new URL(args.request.url).searchParams, now, actor.timeZone);
  const [t, planning] = await Promise.all([translator(actor.locale, "exports"), translator(actor.locale, "planning")]);
  const paper = await planningPaper(actor, asked, now, t);
  const { poleSlug: pole } = actor;
  const here = (vue: View) => paths.printPlanning(pole, askedQuery({ ...asked, vue, suite: null }));
  const shown: View = asked.vue === "liste" ? "semaine" : asked.vue;
  return {
    paper,
    views: (["jour", "semaine", "mois"] as const).map((vue) => ({
      to: here(vue),
      label: planning(vue),
      current: vue === shown,
    })),
    planning: { label: planning("title"), to: paths.planning(pole, askedQuery(asked)) },
    more: paper.next && paths.printPlanning(pole, askedQuery({ ...asked, suite: paper.next })),
    title: await pageTitle(actor.locale, `${planning("title")}, ${paper.title}`),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** The planning on a sheet of paper, to pin to a door. */
export default function PrintPlanning() {
  const { paper, views, planning, more } = useLoaderData<typeof loader>();
  const t = useTranslations("exports.paper");
  return (
    <div className="wrap paper">
      <PageHead
        title={paper.title}
        lead={paper.printed}
        crumbs={[planning]}
        here={t("here")}
        actions={<PrintButton />}
      />
      <div className="no-print paper-bar">
        <Segments label={t("views")} items={views} />
        {more && (
          <ButtonLink variant="line" to={more}>
            {t("more")}
          </ButtonLink>
        )}
      </div>
      {paper.rows.length === 0 ? (
        <Empty picture="search" title={t("empty")} />
      ) : (
        <section className="scroll" tabIndex={0} aria-label={paper.title}>
          <table className={classes("paper-table", paper.month && "paper-table--month")}>
            <caption className="sr">{paper.title}</caption>
            <thead>
              <tr>
                <th scope="col">{t("resource")}</th>
                {paper.heads.map(({ key, weekday, day, label }) => (
                  <th key={key} scope="col" aria-label={label}>
                    {weekday} <b>{day}</b>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {paper.rows.map(({ key, name, sub, cells }) => (
                <tr key={key}>
                  <th scope="row">
                    {name}
                    <small>{sub}</small>
                  </th>
                  {cells.map((cell) => (
                    <Cell key={cell.key} cell={cell} />
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      <ul className="paper-legend">
        {paper.month ? (
          <>
            <li>
              <i className="h1" /> {t("little")}
            </li>
            <li>
              <i className="h3" /> {t("half")}
            </li>
            <li>
              <i className="h5" /> {t("full")}
            </li>
            <li>{t("figure")}</li>
          </>
        ) : (
          <li>
            <i className="ours" /> {t("ours")}
          </li>
        )}
        <li>
          <i className="closed" /> {t("closed")}
        </li>
      </ul>
    </div>
  );
}

function Cell({ cell }: { cell: PaperCell }) {
  const { tone, closed, lines, figure, label } = cell;
  return (
    <td className={classes(closed ? "closed" : tone !== null && `h${tone}`)}>
      {lines.map(({ time, who, ours }, index) => (
        <p key={index} className={ours ? "ours" : undefined}>
          <b>{time}</b> {who}
        </p>
      ))}
      {lines.length === 0 && <span className="sr">{label}</span>}
      {figure && <span aria-hidden="true">{figure}</span>}
    </td>
  );
}
