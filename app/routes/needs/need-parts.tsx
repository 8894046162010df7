import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { buttonClass, ButtonLink } from "~/ui/button";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Card, Section, Sheet } from "~/ui/surface";
import type { NeedView } from "./need-view";
import { NeedChanges } from "./changes";

/** Who looks for what, and until when. */
export function NeedTop({ need }: { need: NeedView }) {
  const t = useTranslations("needs");
  const { buyer, closing } = need;
  return (
    <div className="need-top">
      <div className="need-head">
        <p className="row">
          <Who {...buyer} />
          <span className="soft">{t(`looksFor.${need.kind}`)}</span>
        </p>
        <h1>{need.title}</h1>
        {need.summary && <p className="lead">{need.summary}</p>}
        <p className="row need-tags">
          {need.tags.map(({ words, icon, tone }) => (
            <Badge key={words} icon={icon} {...(tone ? { tone } : {})}>
              {words}
            </Badge>
          ))}
        </p>
      </div>
      {closing && (
        <Card as="aside" tone="grape" className="deadline" aria-labelledby="date-limite">
          <h2 id="date-limite">{t(closing.past ? "closedOn" : "answerBefore")}</h2>
          <p className="dl-d">
            {closing.day}
            <br />
            {closing.time}
          </p>
          {closing.left && (
            <p className="dl-l">
              <Icon name="timer" size="sm" />
              {closing.left}
            </p>
          )}
          <p className="small">{closing.past ? t("closedSince") : closing.clock}</p>
        </Card>
      )}
    </div>
  );
}

/** From publishing to the choice. */
export function NeedSteps({ steps }: Pick<NeedView, "steps">) {
  const t = useTranslations("needs.steps");
  return (
    <section aria-labelledby="calendrier">
      <h2 className="sr" id="calendrier">
        {t("title")}
      </h2>
      <ol className="steps need-steps">
        {steps.map(({ key, label, when, done, current }, place) => (
          <li key={key} className={done ? "done" : current ? "key" : undefined}>
            <span className="dot" aria-hidden="true">
              {done ? <Icon name="check" /> : place + 1}
            </span>
            <b>{label}</b> {when}
            {done && <span className="sr">{t("isDone")}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

/** What is asked, lot by lot. */
export function NeedLots({ lots, howMany, description }: Pick<NeedView, "lots" | "howMany" | "description">) {
  const t = useTranslations("needs");
  return (
    <Section id="demande" title={t("whatIsAsked")} aside={<p className="small soft">{howMany}</p>}>
      {description && <p className="lines measure need-text">{description}</p>}
      <Sheet as="ol" className="lots">
        {lots.map(({ id, number, title, description: words, estimate, hours, reserved }) => (
          <li key={id} id={`lot-${number}`}>
            <span className="lot-n" aria-hidden="true">
              {lots.length > 1 ? <b>{number}</b> : <Icon name="layers" />}
            </span>
            <div className="lot-t">
              <h3>{title}</h3>
              {words && <p className="lines">{words}</p>}
            </div>
            <dl className="lot-d">
              <div>
                <dt>{t("estimate")}</dt>
                <dd>{estimate}</dd>
              </div>
              <div>
                <dt>{t("minimumHours")}</dt>
                <dd>{hours}</dd>
              </div>
              <div>
                <dt>{t("reservedTo")}</dt>
                <dd>{reserved}</dd>
              </div>
            </dl>
          </li>
        ))}
      </Sheet>
    </Section>
  );
}

/** How answers are judged, lot by lot where lots differ. */
export function NeedCriteria({ criteria }: Pick<NeedView, "criteria">) {
  const t = useTranslations("needs.criteria");
  return criteria.map(({ key, lots, caption, rows, total }, place) => (
    <Section
      key={key}
      id={place === 0 ? "criteres" : `criteres-${key}`}
      title={place === 0 ? t("title") : lots}
      level={place === 0 ? 2 : 3}
      aside={place === 0 && lots && <p className="small soft">{lots}</p>}
    >
      <table className="table bars crit">
        <caption>{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t("criterion")}</th>
            <th scope="col" className="num">
              {t("points")}
            </th>
            <th scope="col">
              <span className="sr">{t("picture")}</span>
            </th>
            <th scope="col">{t("howHead")}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ id, label, weight, share, how }) => (
            <tr key={id}>
              <th scope="row">{label}</th>
              <td className="num">
                <b>{weight}</b>
              </td>
              <td className="bar">
                <svg className="crit-bar" viewBox="0 0 100 18" preserveAspectRatio="none" aria-hidden="true">
                  <rect width={share} height="18" />
                </svg>
              </td>
              <td>{how}</td>
            </tr>
          ))}
        </tbody>
        <tfoot>
          <tr>
            <th scope="row">{t("total")}</th>
            <td className="num">{total}</td>
            <td />
            <td />
          </tr>
        </tfoot>
      </table>
      {place === criteria.length - 1 && <p className="small soft">{t("lowOffers")}</p>}
    </Section>
  ));
}

/** Questions with the answers to all, and the way to ask another. */
export function NeedQuestions({ need }: { need: NeedView }) {
  const t = useTranslations("needs.questions");
  const { open, until, list } = need.questions;
  const note = until && (open ? t("openUntil", { until }) : need.stage === "draft" ? "" : t("closedSince", { until }));
  return (
    <Section id="questions" title={t("title")} aside={note && <p className="small soft">{note}</p>}>
      {list.length === 0 && <p className="soft">{t("none")}</p>}
      <dl className="qa">
        {list.map(({ id, question, answer, asked, answered, ours, toAnswer }) => (
          <div key={id} id={`question-${id}`}>
            <dt className="lines">{question}</dt>
            <dd>
              {answer && <span className="lines">{answer}</span>}
              <span className="soft">
                {answered ? t("answered", { day: answered }) : t("waiting", { day: asked })}
                {ours && <> {t("yours")}</>}
              </span>
              {toAnswer && (
                <Link className={buttonClass({ variant: answer ? "text" : "line", size: "sm" })} to={toAnswer}>
                  {t(answer ? "correct" : "answer")}
                </Link>
              )}
            </dd>
          </div>
        ))}
      </dl>
      {need.canAsk && (
        <>
          <ButtonLink variant="line" icon="message-circle-question-mark" to={need.toAsk}>
            {t("ask")}
          </ButtonLink>
          <span className="small soft need-q">{t("nameHidden")}</span>
        </>
      )}
    </Section>
  );
}

/** What goes with it, to keep. */
export function NeedDocuments({ documents }: Pick<NeedView, "documents">) {
  const t = useTranslations("needs.documents");
  if (documents.length === 0) return null;
  return (
    <Section id="documents" title={t("title")}>
      <ul className="docs">
        {documents.map(({ id, name, sort, to }) => (
          <li key={id}>
            <Icon name="file-text" />
            <a href={to} download>
              {name}
            </a>
            <span className="soft">{sort}</span>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What changed since it was published, the last first. */
export function NeedAddenda({ addenda }: Pick<NeedView, "addenda">) {
  const t = useTranslations("needs.addenda");
  if (addenda.length === 0) return null;
  return (
    <Section id="modifications" title={t("title")}>
      <dl className="qa">
        {addenda.map(({ number, words, at, substance, later, changes }) => (
          <div key={number}>
            <dt>{t("number", { number, at })}</dt>
            <dd>
              <span className="lines">{words}</span>
              {later && <span className="soft">{t("later", { later })}</span>}
              {substance && <span className="soft">{t("substance")}</span>}
              <NeedChanges changes={changes} />
            </dd>
          </div>
        ))}
      </dl>
    </Section>
  );
}
