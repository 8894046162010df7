import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import { Card, Section, Sheet } from "~/ui/surface";
import { MissingLinks } from "./answer-panel";
import { NeedChanges } from "~/routes/needs/changes";
import type { AnswerView } from "./answer-view";

type Page = { page: AnswerView };

/** Nothing is begun yet. */
export function BeginAnswer({ page }: Page) {
  const t = useTranslations("answers");
  if (page.ours) {
    return (
      <Alert>
        {t("problem.buyer_answers")} <Link to={page.needTo}>{page.needTitle}</Link>
      </Alert>
    );
  }
  if (!page.open) return <p>{t("problem.need_is_closed")}</p>;
  if (page.register) {
    return (
      <Alert>
        {t("problem.person_answers")} <Link to={page.register}>{t("panel.register")}</Link>
      </Alert>
    );
  }
  return (
    <Card as="section" aria-labelledby="commencer">
      <h2 id="commencer">{t("panel.begin")}</h2>
      <p>{t("page.beginText")}</p>
      <Form method="post">
        <SubmitButton name="intent" value="begin" icon="pencil-line" size="lg">
          {t("page.begin")}
        </SubmitButton>
      </Form>
    </Card>
  );
}

/** What the buyer changed after it was handed in. */
export function AnswerChanges({ changes }: { changes: AnswerView["changes"] }) {
  const t = useTranslations("answers.page");
  if (changes.length === 0) return null;
  return (
    <Section title={t("changed")}>
      <Sheet as="ol">
        {changes.map(({ number, words, told }) => (
          <li key={number} className="ans-part">
            <Icon name="history" />
            <div>
              <span className="lines">{words}</span>
              <NeedChanges changes={told} />
            </div>
          </li>
        ))}
      </Sheet>
    </Section>
  );
}

/** Its three parts, each on a page of its own. */
export function AnswerContent({ page }: Page) {
  const t = useTranslations("answers.page");
  const { write, files, group } = page.parts;
  const alone = t(page.open ? "groupAlone" : "groupAloneClosed");
  const groupText = group.alone ? alone : t("groupText", { count: group.count });
  return (
    <Section title={t("content")}>
      <Sheet as="ul">
        <Part icon="pencil-line" to={write} title={t(page.open ? "write" : "written")} text={t("writeText")} />
        <Part
          icon="paperclip"
          to={files.to}
          title={t(page.open ? "files" : "filesClosed")}
          text={t("filesText", { count: files.count })}
        />
        {group.to && <Part icon="users" to={group.to} title={t("group")} text={groupText} />}
      </Sheet>
    </Section>
  );
}

function Part({ icon, to, title, text }: { icon: IconName; to: string; title: string; text: string }) {
  return (
    <li className="ans-part">
      <Grain icon={icon} size="lg" />
      <div>
        <Link className="tap" to={to}>
          {title}
        </Link>
        <p>{text}</p>
      </div>
    </li>
  );
}

/** What is missing, then handing in, replacing, taking back. */
export function AnswerHandIn({ page }: Page) {
  const t = useTranslations("answers");
  const { submit } = page;
  if (!page.open) return null;
  return (
    <Section title={t("panel.deposit")} id="depot">
      {page.missing.length > 0 ? (
        <>
          <h3>{t("missing.title")}</h3>
          <MissingLinks missing={page.missing} />
        </>
      ) : (
        <p>{t("missing.nothing")}</p>
      )}
      {page.advice.length > 0 && (
        <>
          <h3>{t("missing.advice")}</h3>
          <MissingLinks missing={page.advice} />
        </>
      )}
      {!submit.may && submit.whoElse && <p className="soft">{submit.whoElse}</p>}
      {submit.may && submit.ready && submit.useful && (
        <Form method="post" className="stack">
          <input type="hidden" name="reponse" value={page.answerId ?? ""} />
          <p className="small soft">{t("page.submitText")}</p>
          <SubmitButton name="intent" value="submit" icon="send" size="lg">
            {submit.words}
          </SubmitButton>
        </Form>
      )}
      {submit.may && submit.withdraw && (
        <details className="more">
          <summary>
            {t("page.withdrawAsk")} <Icon name="chevron-down" size="sm" />
          </summary>
          <Form method="post" className="stack">
            <input type="hidden" name="reponse" value={page.answerId ?? ""} />
            <p className="small">{t("page.withdrawText")}</p>
            <SubmitButton name="intent" value="withdraw" variant="danger" icon="undo-2">
              {t("page.withdraw")}
            </SubmitButton>
          </Form>
        </details>
      )}
      {page.leave && (
        <details className="more">
          <summary>
            {t("group.leave")} <Icon name="chevron-down" size="sm" />
          </summary>
          <Form method="post" className="stack">
            <input type="hidden" name="reponse" value={page.answerId ?? ""} />
            <p className="small">{t("group.leaveText")}</p>
            <SubmitButton name="intent" value="leave" variant="danger" icon="log-out">
              {t("group.leave")}
            </SubmitButton>
          </Form>
        </details>
      )}
    </Section>
  );
}

/** Every line of the register about it, each with its receipt. */
export function AnswerRegister({ page }: Page) {
  const t = useTranslations("answers.page");
  if (page.lines.length === 0) return null;
  return (
    <Section title={t("register")}>
      <Sheet as="ul">
        {page.lines.map((line) => (
          <li key={line.id} className="ans-part">
            <Icon name="stamp" />
            <div>
              <b>
                {line.kind}, {line.number}
              </b>
              <p>{line.at}</p>
              {line.counts && (
                <Badge tone="ok" icon="circle-check">
                  {t("counts")}
                </Badge>
              )}
            </div>
            <ButtonLink to={line.to} variant="line" size="sm">
              {t("see")}
              <span className="sr">{line.number}</span>
            </ButtonLink>
          </li>
        ))}
      </Sheet>
    </Section>
  );
}
