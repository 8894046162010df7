import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Check, Field, FieldSet, Input, Select, TextArea } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Card, Section, Sheet } from "~/ui/surface";
import type { PanelAgain } from "./panel-action";
import type { PanelView } from "./panel-view";

type Again = { again: PanelAgain | undefined };

/** Who sits, with what each has said and done. */
export function PanelMembers({ page, again }: { page: PanelView } & Again) {
  const t = useTranslations("scoring.panel");
  return (
    <Section id="membres" title={t("members")}>
      {page.members.length === 0 && (
        <Empty title={t("none")} level={3} picture="bunch">
          {t("noneText")}
        </Empty>
      )}
      {page.members.length > 0 && (
        <Sheet as="ul" className="judges">
          {page.members.map((member) => (
            <li key={member.id}>
              <div className="between">
                <Who {...member} />
                <Badge {...member.badge}>{member.badge.words}</Badge>
              </div>
              {member.words && <p className="small soft lines">{member.words}</p>}
              {member.remove && <Remove member={member} again={again} />}
            </li>
          ))}
        </Sheet>
      )}
    </Section>
  );
}

function Remove({ member, again }: { member: PanelView["members"][number] } & Again) {
  const t = useTranslations("scoring.panel");
  const { id, name, remove } = member;
  const wrong = again?.field === `why-${id}` ? again : undefined;
  if (remove === "once")
    return (
      <Form method="post">
        <input type="hidden" name="person" value={id} />
        <Button variant="text" size="sm" icon="user-x" name="intent" value="remove">
          {t("remove", { name })}
        </Button>
      </Form>
    );
  return (
    <details open={wrong !== undefined}>
      <summary className="small">{t("goOn", { name })}</summary>
      <Form method="post" className="stack">
        <input type="hidden" name="person" value={id} />
        <Field id={`why-${id}`} label={t("why")} hint={t("whyHint")} error={wrong?.error}>
          <Input name="why" maxLength={1000} defaultValue={wrong?.typed} />
        </Field>
        <Button variant="danger" size="sm" name="intent" value="remove">
          {t("goOnGo")}
        </Button>
      </Form>
    </details>
  );
}

/** Somebody more on the panel. */
export function AddJudge({ groups, again }: { groups: NonNullable<PanelView["candidates"]> } & Again) {
  const t = useTranslations("scoring.panel");
  return (
    <Section id="ajouter" title={t("add")}>
      <Form method="post" className="row judge-add">
        <input type="hidden" name="intent" value="add" />
        <Field id="who" label={t("who")} error={again?.field === "who" && again.error}>
          <Select name="person" defaultValue="" required>
            <option value="">{t("choose")}</option>
            {groups.map(({ label, options }) => (
              <optgroup key={label} label={label}>
                {options.map(({ value, label: name }) => (
                  <option key={value} value={value}>
                    {name}
                  </option>
                ))}
              </optgroup>
            ))}
          </Select>
        </Field>
        <SubmitButton variant="line" icon="user-plus">
          {t("addGo")}
        </SubmitButton>
      </Form>
    </Section>
  );
}

/** What one says of oneself before reading; or a conflict that is found out later. */
export function Declaration({ declare, again }: { declare: NonNullable<PanelView["declare"]> } & Again) {
  const t = useTranslations("scoring.panel.declare");
  const { later, own, bidders } = declare;
  const wrong = again?.field === "declare" ? again : undefined;
  const words = (
    <Field id="words" label={t("words")} hint={t("wordsHint")} optional>
      <TextArea name="words" rows={2} maxLength={2000} defaultValue={wrong?.typed} />
    </Field>
  );
  if (later)
    return (
      <details className="section" open={wrong !== undefined}>
        <summary>{t("later")}</summary>
        <Form method="post" className="stack narrow">
          <p className="small soft">{t("laterText")}</p>
          <input type="hidden" name="declare" value="conflict" />
          {words}
          <Button variant="danger" name="intent" value="declare">
            {t("go")}
          </Button>
        </Form>
      </details>
    );
  return (
    <Card as="section" className="stack" aria-labelledby="liens">
      <h2 id="liens">{t("heading")}</h2>
      <p>{t("lead")}</p>
      <Form method="post" className="stack">
        <div>
          <p>
            <b>{t("bidders")}</b>
          </p>
          <ul className="bullets">
            {bidders.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
          {own && <p>{t("own")}</p>}
        </div>
        {own ? (
          <input type="hidden" name="declare" value="conflict" />
        ) : (
          <FieldSet label={t("title")} error={wrong?.error}>
            <Check
              type="radio"
              id="declare"
              name="declare"
              value="none"
              label={t("none")}
              hint={t("noneHint")}
              required
            />
            <Check
              type="radio"
              name="declare"
              value="conflict"
              label={t("conflict")}
              hint={t("conflictHint")}
              required
            />
          </FieldSet>
        )}
        {words}
        <SubmitButton name="intent" value="declare" icon="signature">
          {t("go")}
        </SubmitButton>
      </Form>
    </Card>
  );
}
