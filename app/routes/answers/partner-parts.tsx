import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { SubmitButton } from "~/ui/button";
import { Field, TextArea } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Card, Section, Sheet } from "~/ui/surface";
import type { AnswerView } from "./answer-view";

type Page = { page: AnswerView };

/** Groups that ask this structure in. */
export function Invitations({ page }: Page) {
  const t = useTranslations("answers.page");
  return page.invitations.map((invitation) => (
    <Card as="section" tone="tint" key={invitation.answerId} aria-label={invitation.title}>
      <h2>{invitation.title}</h2>
      {invitation.task && <p>{invitation.task}</p>}
      {invitation.message && <p className="lines">{invitation.message}</p>}
      <p className="small soft">{t("invitationText")}</p>
      <Form method="post" className="actions">
        <input type="hidden" name="reponse" value={invitation.answerId} />
        <SubmitButton name="intent" value="accept" icon="check">
          {t("accept")}
        </SubmitButton>
        <SubmitButton name="intent" value="refuse" variant="line" icon="x">
          {t("refuse")}
        </SubmitButton>
      </Form>
    </Card>
  ));
}

/** Other groups of the same need that it is in. */
export function OtherGroups({ others }: { others: AnswerView["others"] }) {
  const t = useTranslations("answers.page");
  if (others.length === 0) return null;
  return (
    <Section title={t("others")}>
      <ul className="stack">
        {others.map(({ to, words }) => (
          <li key={to}>
            <Link className="tap" to={to}>
              {words}
            </Link>
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** Who looks for a partner, and saying so oneself. */
export function Partners({
  page,
  again,
}: Page & { again: { problem: string; field: string | null; typed: string } | undefined }) {
  const t = useTranslations("answers.page");
  const { shown, calls, own } = page.partners;
  if (!shown) return null;
  return (
    <Section title={t("partners")} id="partenaires">
      {calls.length === 0 ? (
        <p className="soft">{t("partnersNone")}</p>
      ) : (
        <Sheet as="ul">
          {calls.map(({ structureId, name, words, ...face }) => (
            <li key={structureId} className="between">
              <Who name={name} sub={words} {...{ initials: face.initials, colour: face.colour }} me={face.ours} />
            </li>
          ))}
        </Sheet>
      )}
      <Form method="post" className="stack ans-call">
        <Field
          id="recherche"
          label={t("callWords")}
          hint={t("callHint")}
          error={again?.field === "words" ? again.problem : undefined}
        >
          <TextArea name="mots" rows={2} maxLength={1000} defaultValue={again?.typed || (own ?? undefined)} />
        </Field>
        <p className="actions">
          <SubmitButton name="intent" value="call" variant="line" icon="handshake">
            {t("call")}
          </SubmitButton>
          {own && (
            <SubmitButton name="intent" value="uncall" variant="text">
              {t("uncall")}
            </SubmitButton>
          )}
        </p>
      </Form>
    </Section>
  );
}
