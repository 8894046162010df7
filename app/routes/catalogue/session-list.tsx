import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field, TextArea } from "~/ui/field";
import { Section, Sheet } from "~/ui/surface";
import { ErrorSummary } from "~/ui/error-summary";
import { TextField } from "./form-parts";
import { formReader } from "./form-reader";
import type { SessionsData } from "./sessions";
import type { SessionsAnswer } from "./sessions-action";

/** The sessions to come, each with its places. */
export function SessionList({ page }: { page: SessionsData }) {
  const t = useTranslations("composition.sessions");
  return (
    <Section title={t("list")}>
      {page.sessions.length === 0 ? (
        <Empty picture="calendar" level={3} title={t("none")}>
          {t("noneText")}
        </Empty>
      ) : (
        <Form method="post" preventScrollReset>
          <Sheet as="ul" className="unit-list">
            {page.sessions.map(({ id, when, title, places, cancelled }) => (
              <li key={id}>
                <p>
                  <b>{when}</b>
                  {title && <span className="soft small block">{title}</span>}
                </p>
                <p className="small soft">{cancelled ? <Badge tone="no">{t("cancelled")}</Badge> : places}</p>
                {!cancelled && (
                  <Button variant="text" size="sm" name="cancel" value={id}>
                    {t("cancel")}
                    <span className="sr"> {when}</span>
                  </Button>
                )}
              </li>
            ))}
          </Sheet>
        </Form>
      )}
    </Section>
  );
}

/** What to tell those who have a place, before it is cancelled with them. */
export function CallOff({ callOff, page }: { callOff: NonNullable<SessionsAnswer["callOff"]>; page: SessionsData }) {
  const t = useTranslations("composition.sessions");
  const when = page.sessions.find(({ id }) => id === callOff.id)?.when ?? "";
  return (
    <Section title={t("callOff")} className="card">
      <Form method="post" className="stack">
        <input type="hidden" name="cancel" value={callOff.id} />
        <input type="hidden" name="sure" value="oui" />
        <p>{t("callOffText", { when })}</p>
        <Field id="annulation-message" label={t("message")} hint={t("messageHint")} error={callOff.error} optional>
          <TextArea name="message" rows={3} maxLength={500} defaultValue={callOff.message} />
        </Field>
        <div className="actions">
          <SubmitButton variant="danger" icon="calendar-x">
            {t("callOffDo")}
          </SubmitButton>
          <ButtonLink variant="text" to={paths.resourceSessions(page.pole, page.resource.id)}>
            {t("keep")}
          </ButtonLink>
        </div>
      </Form>
    </Section>
  );
}

/** Another date. */
export function SessionAdd({ page, answer }: { page: SessionsData; answer: SessionsAnswer | undefined }) {
  const t = useTranslations("composition.sessions");
  const words = useErrorWords();
  const reader = formReader("session", { id: page.id, from: "09:00", to: "17:00" }, answer?.added ?? undefined);
  const { field } = reader;
  const labels: Record<string, string> = { day: t("day"), from: t("from"), to: t("to"), title: t("title") };
  return (
    <Section title={t("add")} className="card">
      <Form method="post" id={reader.id} className="stack" noValidate>
        <input type="hidden" name="id" value={field("id").value} />
        <ErrorSummary
          errors={reader.wrong.map(([name, keys]) => ({
            id: field(name).id,
            message: t("wrong", { field: labels[name] ?? name, error: words(keys) ?? "" }),
          }))}
        />
        <div className="fields">
          <TextField field={field("day")} label={t("day")} type="date" min={page.today} required />
          <TextField field={field("from")} label={t("from")} type="time" required />
          <TextField field={field("to")} label={t("to")} type="time" required />
        </div>
        <TextField field={field("title")} label={t("title")} hint={t("titleHint")} maxLength={200} optional />
        <div className="actions">
          <SubmitButton icon="calendar-plus">{t("addDo")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
