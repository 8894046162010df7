import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Card } from "~/ui/surface";
import type { PostingView } from "./posting-view";

/** Above the preview of a draft: what is missing, what the law says, publishing. */
export function DraftBar({ posting }: { posting: PostingView }) {
  const t = useTranslations("needsForm");
  const { missing, guard, toSourcing, toLots, to, mayPublish } = posting;
  return (
    <Card as="section" tone="tint" className="stack need-draft" id="publication" aria-labelledby="apercu">
      <h2 id="apercu">{t("draft.title")}</h2>
      <p>{t("draft.lead")}</p>
      {missing.length > 0 && (
        <div>
          <p>
            <b>{t("draft.missing")}</b>
          </p>
          <ul className="bullets">
            {missing.map(({ key, words, to: mend }) => (
              <li key={key}>
                <Link to={mend}>{words}</Link>
              </li>
            ))}
          </ul>
        </div>
      )}
      {guard && <GuardNote guard={guard} />}
      {!mayPublish && <p className="soft">{t("draft.whoPublishes")}</p>}
      <div className="actions">
        {to.publish && (
          <Form method="post" action={to.publish}>
            <SubmitButton icon="send">{t("draft.publish")}</SubmitButton>
          </Form>
        )}
        {toSourcing && <ButtonLink to={toSourcing}>{t("draft.toSourcing")}</ButtonLink>}
        {toLots && <ButtonLink to={toLots}>{t("draft.toLots")}</ButtonLink>}
        {to.edit && (
          <ButtonLink variant="line" icon="pencil" to={to.edit}>
            {t("draft.edit")}
          </ButtonLink>
        )}
        {to.cancel && (
          <ButtonLink variant="text" to={to.cancel}>
            {t("draft.giveUp")}
          </ButtonLink>
        )}
      </div>
    </Card>
  );
}

function GuardNote({ guard }: { guard: NonNullable<PostingView["guard"]> }) {
  const t = useTranslations("needsForm");
  return (
    <Alert tone={guard.blocks ? "no" : "you"}>
      {guard.words}
      {guard.profile && (
        <>
          {" "}
          <a href={guard.profile} rel="noreferrer">
            {t("guard.profile")}
          </a>
        </>
      )}
      {guard.winners && (
        <>
          <br />
          {guard.winners}
        </>
      )}
    </Alert>
  );
}
