import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Select, TextArea } from "~/ui/field";
import { Grain } from "~/ui/grain";
import { Card, Section, Sheet } from "~/ui/surface";
import type { GroupView } from "./group-view";

type Page = { page: GroupView };

/** Alone, for one's part, for the whole. */
export function GroupForm({ page }: Page) {
  const t = useTranslations("answers.group");
  if (!page.leads || !page.open || !page.groups) return null;
  return (
    <Form method="post" className="stack">
      <input type="hidden" name="reponse" value={page.answerId} />
      <FieldSet label={t("form")}>
        {(["alone", "conjoint", "solidaire"] as const).map((form) => (
          <Check
            key={form}
            type="radio"
            name="forme"
            value={form}
            label={t(form)}
            hint={form === "alone" ? undefined : t(`${form}Hint`)}
            defaultChecked={page.form === form}
          />
        ))}
      </FieldSet>
      <SubmitButton name="intent" value="form" variant="line">
        {t("choose")}
      </SubmitButton>
    </Form>
  );
}

/** Who is in it, and who is asked. */
export function GroupMembers({ page }: Page) {
  const t = useTranslations("answers.group");
  const panel = useTranslations("answers.panel");
  return (
    <Section title={t("members")} id="membres">
      <Sheet as="ul">
        {page.members.map((member) => (
          <li key={member.id} className="ans-part">
            <Grain initials={member.initials} colour={member.colour} me={member.me} />
            <div>
              <b>{member.name}</b>
              {member.lead && <p>{t("lead_")}</p>}
              {member.state === "accepted" ? (
                page.form !== "alone" && (
                  <Badge bare tone={member.signed ? "ok" : "wait"} icon={member.signed ? "check" : "hourglass"}>
                    {panel(member.signed ? "signed" : "awaited")}
                  </Badge>
                )
              ) : (
                <p>{t(member.state)}</p>
              )}
            </div>
            {page.leads && page.open && !member.lead && (
              <Form method="post">
                <input type="hidden" name="reponse" value={page.answerId} />
                <input type="hidden" name="structure" value={member.id} />
                <SubmitButton
                  name="intent"
                  value="remove"
                  variant="text"
                  size="sm"
                  aria-label={t("remove", { name: member.name })}
                >
                  {t("removeShort")}
                </SubmitButton>
              </Form>
            )}
          </li>
        ))}
      </Sheet>
    </Section>
  );
}

/** Asking another structure in. */
export function GroupInvite({ page, error }: Page & { error: string | undefined }) {
  const t = useTranslations("answers.group");
  if (!page.leads || !page.open || !page.groups) return null;
  return (
    <Section title={t("invite")} id="inviter">
      {page.askable.length === 0 ? (
        <p className="soft">{t("inviteNone")}</p>
      ) : (
        <Form method="post" className="stack">
          <input type="hidden" name="reponse" value={page.answerId} />
          <Field id="structure" label={t("structure")} error={error}>
            <Select name="structure">
              <option value="">{t("chooseOne")}</option>
              {page.askable.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </Select>
          </Field>
          <Field id="tache" label={t("task")} optional>
            <TextArea name="tache" rows={2} maxLength={2000} />
          </Field>
          <Field id="message" label={t("message")} optional>
            <TextArea name="message" rows={2} maxLength={1000} />
          </Field>
          <SubmitButton name="intent" value="invite" variant="line" icon="user-plus">
            {t("send")}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

/** One's own word. */
export function GroupSign({ page }: Page) {
  const t = useTranslations("answers.group");
  const { sign } = page;
  return (
    <Section title={t("sign")} id="signer">
      <Card>
        {sign.at && <p>{sign.at}</p>}
        {sign.may && (
          <Form method="post" className="stack">
            <input type="hidden" name="reponse" value={page.answerId} />
            <input type="hidden" name="lu" value={sign.mark} />
            <p>{t("signText")}</p>
            <SubmitButton name="intent" value="sign" icon="signature">
              {sign.label}
            </SubmitButton>
          </Form>
        )}
        {!sign.at && sign.who && <p>{sign.who}</p>}
      </Card>
    </Section>
  );
}
