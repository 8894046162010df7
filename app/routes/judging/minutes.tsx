import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { ButtonLink } from "~/ui/button";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Section, Sheet } from "~/ui/surface";
import { minutesOf } from "~server/tenders";
import { openedFirst } from "./before-opening";
import { minutesView, type MinutesView } from "./minutes-view";
import { sayOpening } from "./opening-view";

/** The minutes of the opening, as the database wrote them; to be printed and signed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const needId = args.params.need ?? "";
  await openedFirst(actor, needId);
  const page = await minutesView(actor, await minutesOf(actor, needId));
  const t = await sayOpening(actor.locale);
  return { title: await pageTitle(actor.locale, t("minutes.title")), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function MinutesPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("opening.minutes");
  return (
    <div className="wrap receipt">
      <PageHead
        title={t("title")}
        lead={page.lead}
        crumbs={[{ label: page.needTitle, to: page.needTo }]}
        actions={<PrintButton />}
      />
      <dl className="section">
        {page.facts.map(({ term, words }) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{words}</dd>
          </div>
        ))}
      </dl>
      <Section title={t("opened")} aside={page.shut && <p className="small soft">{page.shut}</p>}>
        {page.lines.length === 0 ? <p>{t("none")}</p> : <OpenedLines lines={page.lines} />}
      </Section>
      {page.unopened.length > 0 && (
        <Section title={t("unopened")}>
          <ul className="bullets">
            {page.unopened.map(({ number, name, why }) => (
              <li key={number}>{t("unopenedLine", { number, name, why })}</li>
            ))}
          </ul>
        </Section>
      )}
      {page.lines.length > 0 && <p className="small soft section">{page.intact}</p>}
      <Section title={t("signatures")} className="open-signs">
        <div className="halves">
          {page.signers.map((name) => (
            <p key={name}>{name}</p>
          ))}
        </div>
      </Section>
      <p className="actions section">
        <ButtonLink to={page.answersTo} icon="arrow-right">
          {t("answers")}
        </ButtonLink>
        <ButtonLink to={page.registerTo} variant="line">
          {t("register")}
        </ButtonLink>
      </p>
    </div>
  );
}

function OpenedLines({ lines }: Pick<MinutesView, "lines">) {
  const t = useTranslations("opening.minutes");
  return (
    <Sheet as="ol" className="open-lines">
      {lines.map(({ number, name, group, at, sha256, prices }) => (
        <li key={number}>
          <p>
            <b>
              {number}. {name}
            </b>
            {group && <span className="soft"> {group}</span>}
          </p>
          <p className="small soft">{at}</p>
          {prices.length > 0 && (
            <dl>
              {prices.map(({ id, lot, money }) => (
                <div key={id}>
                  <dt>{lot}</dt>
                  <dd className="num">{money}</dd>
                </div>
              ))}
            </dl>
          )}
          <p className="small">
            <span className="soft">{t("fingerprint")}</span> <span className="fingerprint">{sha256}</span>
          </p>
        </li>
      ))}
    </Sheet>
  );
}
