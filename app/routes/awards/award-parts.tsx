import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, TextArea } from "~/ui/field";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Card, Section, Sheet } from "~/ui/surface";
import type { AwardAgain } from "./award-action";
import type { AwardView, LotView } from "./award-view";
import { Refused } from "./refused";

type Again = AwardAgain | undefined;

/** One lot: who answered, who is proposed or retained, or that nobody is. */
export function LotAward({ lot, kind, again }: { lot: LotView; kind: AwardView["kind"]; again: Again }) {
  const t = useTranslations("awards.choose");
  return (
    <Section title={lot.title}>
      {lot.candidates.length === 0 && <p className="soft">{t("none")}</p>}
      {!lot.form && lot.candidates.length > 0 && (
        <Candidates lot={lot} label={t(kind === "interest" ? "interested" : "who")} />
      )}
      {lot.award && <Proposed lot={lot} award={lot.award} again={again} />}
      {lot.left !== null && (
        <Card className="stack award-card">
          <p>
            <Badge icon="circle-x">{t("left")}</Badge>
          </p>
          <p className="lines">{lot.left}</p>
          {lot.mayTakeUp && (
            <Form method="post">
              <Refused errors={again?.errors} prefix={`${lot.id}-`} />
              <input type="hidden" name="lot" value={lot.id} />
              <SubmitButton variant="text" name="intent" value="take" icon="undo-2">
                {t("takeUp")}
              </SubmitButton>
            </Form>
          )}
        </Card>
      )}
      {lot.form && <Choose lot={lot} formId={lot.form.id} again={again} />}
    </Section>
  );
}

function Candidates({ lot, label }: { lot: LotView; label: string }) {
  return (
    <Sheet as="ol" aria-label={label}>
      {lot.candidates.map((candidate) => (
        <li key={candidate.answerId} className="ans-part">
          <Grain initials={candidate.initials} colour={candidate.colour} />
          <div>
            <b>{candidate.name}</b>
            <p>{candidate.figures}</p>
            {candidate.members && <p>{candidate.members}</p>}
            {candidate.why && <p>{candidate.why}</p>}
          </div>
          {candidate.rank && <Badge>{candidate.rank}</Badge>}
        </li>
      ))}
    </Sheet>
  );
}

function Proposed({ lot, award, again }: { lot: LotView; award: NonNullable<LotView["award"]>; again: Again }) {
  const t = useTranslations("awards");
  return (
    <Card tone="tint" className="stack award-card">
      <h3>{award.name}</h3>
      <p>{award.figures}</p>
      <p className="lines">{award.reasons}</p>
      {award.whyNotFirst && <p className="lines">{award.whyNotFirst}</p>}
      <p className="small soft">{award.by}</p>
      {award.market ? (
        <div className="row">
          <Badge icon="handshake">{award.follow}</Badge>
          <ButtonLink to={award.market} icon="arrow-right">
            {t("after.market")}
          </ButtonLink>
        </div>
      ) : (
        <Form method="post">
          <Refused errors={again?.errors} prefix={`${lot.id}-`} />
          <input type="hidden" name="lot" value={lot.id} />
          <input type="hidden" name="award" value={award.id} />
          <SubmitButton variant="text" name="intent" value="drop" icon="undo-2">
            {t("choose.drop")}
          </SubmitButton>
        </Form>
      )}
    </Card>
  );
}

function Choose({ lot, formId, again }: { lot: LotView; formId: string; again: Again }) {
  const t = useTranslations("awards.choose");
  const id = (name: string) => `${lot.id}-${name}`;
  const typed = again?.typed ?? {};
  const first = lot.candidates.find(({ eligible }) => eligible)?.answerId;
  const others = lot.candidates.filter(({ eligible }) => !eligible);
  return (
    <Card className="stack">
      <Refused errors={again?.errors} prefix={`${lot.id}-`} />
      {first && (
        <Form method="post" className="stack">
          <input type="hidden" name="id" value={formId} />
          <input type="hidden" name="lot" value={lot.id} />
          <FieldSet label={t("legend")} error={again?.errors.answer}>
            {lot.candidates
              .filter(({ eligible }) => eligible)
              .map(({ answerId, name, rank, figures, members, low }, place) => (
                <Check
                  key={answerId}
                  type="radio"
                  name="answer"
                  id={place === 0 ? id("answer") : undefined}
                  value={answerId}
                  label={[rank, name].filter(Boolean).join(". ")}
                  hint={[figures, members, low].filter(Boolean).join(". ")}
                  defaultChecked={(typed.answer ?? first) === answerId}
                />
              ))}
          </FieldSet>
          <Field id={id("reasons")} label={t("reasons")} hint={t("reasonsHint")} error={again?.errors.reasons}>
            <TextArea name="reasons" rows={4} maxLength={5000} required defaultValue={typed.reasons} />
          </Field>
          {lot.asksWhyNotFirst && (
            <Field
              id={id("whyNotFirst")}
              label={t("whyNotFirst")}
              hint={t("whyNotFirstHint")}
              error={again?.errors.whyNotFirst}
              optional
            >
              <TextArea name="whyNotFirst" rows={2} maxLength={2000} defaultValue={typed.whyNotFirst} />
            </Field>
          )}
          <SubmitButton name="intent" value="propose" icon="award">
            {t("propose")}
          </SubmitButton>
        </Form>
      )}
      {others.map(({ answerId, name, why }) => (
        <p key={answerId} className="small soft">
          <b>{name}</b> {why}
        </p>
      ))}
      <details className="more" open={Boolean(again?.errors.leave) || !first}>
        <summary>
          <Icon name="chevron-down" size="sm" />
          {t("leave")}
        </summary>
        <Form method="post" className="stack">
          <input type="hidden" name="lot" value={lot.id} />
          <Field id={id("leave")} label={t("leaveReason")} hint={t("leaveHint")} error={again?.errors.leave}>
            <TextArea name="leave" rows={2} maxLength={2000} required defaultValue={typed.leave} />
          </Field>
          <SubmitButton variant="line" name="intent" value="leave">
            {t("leaveGo")}
          </SubmitButton>
        </Form>
      </details>
    </Card>
  );
}

/** All lots together, by who may give the word of the structure. */
export function Decision({ page, again }: { page: AwardView; again: Again }) {
  const t = useTranslations("awards.decide");
  const { decision } = page;
  if (!decision) return null;
  return (
    <Section title={t("title")}>
      <Card className="stack">
        <Refused errors={again?.errors} />
        <p>{decision.text}</p>
        {decision.who && <Alert tone="you">{decision.who}</Alert>}
        {decision.ready && (
          <Form method="post" className="stack">
            <p>{decision.letters}</p>
            {decision.yours && <p className="small soft">{decision.yours}</p>}
            {decision.seen.map((id) => (
              <input key={id} type="hidden" name="seen" value={id} />
            ))}
            <SubmitButton name="intent" value="decide" icon="stamp">
              {decision.go}
            </SubmitButton>
          </Form>
        )}
      </Card>
    </Section>
  );
}

/** Ending it without anybody, for one reason; or a question that retains nobody. */
export function Ending({ page, again }: { page: AwardView; again: Again }) {
  const t = useTranslations("awards.decide");
  if (page.mayEndInterest)
    return (
      <Form method="post" className="section">
        <Refused errors={again?.errors} />
        <SubmitButton name="intent" value="endInterest" icon="check">
          {t("endInterest")}
        </SubmitButton>
      </Form>
    );
  if (!page.mayEnd) return null;
  return (
    <details className="more section" open={Boolean(again) || page.lots.length === 0}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("end")}
      </summary>
      <Card className="stack">
        <Refused errors={again?.errors} />
        <p>{t("endText")}</p>
        <Form method="post" className="stack">
          <Field id="end" label={t("endReason")} error={again?.errors.end}>
            <TextArea name="end" rows={3} maxLength={2000} required defaultValue={again?.typed.end} />
          </Field>
          <SubmitButton variant="danger" name="intent" value="end">
            {t("endGo")}
          </SubmitButton>
        </Form>
      </Card>
    </details>
  );
}

/** Whether what was looked for was found. */
export function WhetherMet({ page, again }: { page: AwardView; again: Again }) {
  const t = useTranslations("awards.met");
  const { met } = page;
  if (!met) return null;
  return (
    <Section title={t("title")} id="satisfait">
      <Card className="stack">
        <p>{met.said ?? t("lead")}</p>
        <Form method="post" className="stack">
          <Refused errors={again?.errors} />
          <FieldSet label={t("legend")} error={again?.errors.met}>
            {met.choices.map(({ value, label }, place) => (
              <Check
                key={value}
                type="radio"
                name="met"
                id={place === 0 ? "met" : undefined}
                value={value}
                label={label}
                required
                defaultChecked={(again?.typed.met ?? met.chosen) === value}
              />
            ))}
          </FieldSet>
          <Field id="words" label={t("words")} error={again?.errors.words} optional>
            <TextArea name="words" rows={2} maxLength={1000} defaultValue={again?.typed.words ?? met.words} />
          </Field>
          <SubmitButton variant="line" name="intent" value="met">
            {t("go")}
          </SubmitButton>
        </Form>
      </Card>
    </Section>
  );
}
