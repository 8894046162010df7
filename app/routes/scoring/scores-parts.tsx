import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge, Chip, Chips } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, TextArea } from "~/ui/field";
import { Grain } from "~/ui/grain";
import { Card, Section } from "~/ui/surface";
import type { ScoresView } from "./scores-view";

type Wrong = readonly { id: string; message: string }[];
type Shown = NonNullable<ScoresView["answer"]>;
type Criterion = Shown["lots"][number]["criteria"][number];

/** From one answer to another, each with how much of it is scored. */
export function AnswerNav({ answers }: Pick<ScoresView, "answers">) {
  const t = useTranslations("scoring.scores");
  if (answers.length < 2) return null;
  return (
    <Chips label={t("answers")}>
      {answers.map(({ id, name, to, current, count }) => (
        <Chip key={id} to={to} current={current} count={count}>
          {name}
        </Chip>
      ))}
    </Chips>
  );
}

/** One answer: what it says on each criterion, and the score beside. */
export function ScoredAnswer({ page, wrong }: { page: ScoresView; wrong: Wrong }) {
  const t = useTranslations("scoring.scores");
  const answer = page.answer!;
  return (
    <Form method="post" className="section" noValidate>
      <ErrorSummary errors={wrong.map(({ id, message }) => (id ? { id, message } : { message }))} />
      <input type="hidden" name="answer" value={answer.id} />
      <div className="between">
        <div className="row">
          <Grain initials={answer.initials} colour={answer.colour} />
          <h2>{answer.name}</h2>
        </div>
        <Link to={answer.to}>{t("whole")}</Link>
      </div>
      {answer.group && <p className="soft">{answer.group}</p>}
      {answer.presentation && (
        <details className="scored-more">
          <summary>{t("presentation")}</summary>
          <p className="lines measure">{answer.presentation}</p>
        </details>
      )}
      {answer.lots.map((lot) => (
        <Section
          key={lot.id}
          title={lot.title}
          level={3}
          aside={lot.hours && <p className="small soft">{lot.hours}</p>}
        >
          {lot.words && (
            <details className="scored-more">
              <summary>{t("offer")}</summary>
              <p className="lines measure">{lot.words}</p>
            </details>
          )}
          <div className="stack">
            {lot.criteria.map((criterion) => (
              <CriterionCard key={criterion.id} criterion={criterion} page={page} wrong={wrong} />
            ))}
          </div>
        </Section>
      ))}
      {page.writes && (
        <p className="section">
          <SubmitButton name="intent" value={page.mode === "common" ? "common" : "mine"} icon="check" size="lg">
            {t(page.last ? "save" : "saveNext")}
          </SubmitButton>
        </p>
      )}
    </Form>
  );
}

function CriterionCard({ criterion, page, wrong }: { criterion: Criterion; page: ScoresView; wrong: Wrong }) {
  const t = useTranslations("scoring.scores");
  const { id, name, about, guideline, said, each, apart, middle } = criterion;
  const error = wrong.find((one) => one.id === `note-${id}`)?.message;
  const common = page.mode === "common" || page.mode === "ended";
  return (
    <Card as="section" className="scored" aria-labelledby={`critere-${id}`}>
      <div className="between">
        <h4 id={`critere-${id}`}>{name}</h4>
        <span className="small soft">{about}</span>
      </div>
      {guideline && <p className="small soft">{guideline}</p>}
      {said ? <p className="lines scored-said">{said}</p> : <p className="soft">{t("saidNothing")}</p>}
      {each.length > 0 && (
        <div className="scored-each">
          <p className="small soft">{t("each")}</p>
          <ul>
            {each.map((one) => (
              <li key={one.said}>
                <b>{one.said}</b> {one.words && <span className="soft">{one.words}</span>}
              </li>
            ))}
          </ul>
          {(apart ?? middle) && (
            <p className="row small">
              {apart && (
                <Badge tone="wait" icon="message-circle-question-mark">
                  {apart}
                </Badge>
              )}
              {middle && <span className="soft">{middle}</span>}
            </p>
          )}
        </div>
      )}
      {page.writes ? (
        <div className="scored-give">
          <Field id={`note-${id}`} label={criterion.label} error={error}>
            <Input name={`note-${id}`} inputMode="decimal" autoComplete="off" defaultValue={criterion.value} />
          </Field>
          <Field id={`mots-${id}`} label={t(common ? "whyCommon" : "why")} optional>
            <TextArea name={`mots-${id}`} rows={2} maxLength={2000} defaultValue={criterion.words} />
          </Field>
        </div>
      ) : (
        <p>
          <span className="soft">{common ? t("agreed") : criterion.label}</span>{" "}
          <b>{criterion.shown ?? t("noScore")}</b> {criterion.words}
        </p>
      )}
    </Card>
  );
}

/** Saying that one has finished, or taking one's scores up again. */
export function Finish({ page }: { page: ScoresView }) {
  const t = useTranslations("scoring.scores");
  if (!page.finish && page.mode !== "finished") return null;
  const finished = page.mode === "finished";
  return (
    <Card as="section" tone="tint" className="stack judging-step" aria-labelledby="fini">
      <h2 id="fini">{t(finished ? "finished" : "finishTitle")}</h2>
      <p className="small">{t(finished ? "finishedText" : "finishText")}</p>
      {finished && !page.step.go && page.step.text && <p className="small soft">{page.step.text}</p>}
      <Form method="post" action={page.here}>
        <SubmitButton
          name="intent"
          value={finished ? "resume" : "finish"}
          variant={finished ? "line" : "full"}
          icon={finished ? "pencil-line" : "check-check"}
          block
        >
          {t(finished ? "resume" : "finish")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
