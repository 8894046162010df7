import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field, Input } from "~/ui/field";
import { QrCode } from "~/ui/qr-code";
import { Card, Section, Sheet } from "~/ui/surface";

type Answer = {
  error: string | null;
  typed: string;
  made: { url: string; code: { size: number; d: string } } | null;
};

/** Makes the address of a tablet, and shows it this once. */
export function NewDisplay({ id, answer }: { id: string; answer: Answer | undefined }) {
  const t = useTranslations("use");
  const made = answer?.made;
  return (
    <>
      {made && (
        <Alert tone="ok" title={t("displays.ready")} level={2} live>
          <p>{t("displays.readyText")}</p>
          <p className="display-url">
            <a href={made.url}>{made.url}</a>
          </p>
          <p>{t("displays.qr")}</p>
          <QrCode className="display-code" code={made.code} label={t("sheet.alt", { url: made.url })} />
        </Alert>
      )}
      <Card as="section" className="narrow" aria-labelledby="nouvelle">
        <h2 id="nouvelle">{t("displays.add")}</h2>
        <Form method="post" className="stack">
          <input type="hidden" name="id" value={id} />
          <Field
            id="tablette-nom"
            label={t("displays.label")}
            optional
            hint={t("displays.labelHint")}
            error={answer?.error}
          >
            <Input name="nom" maxLength={120} autoComplete="off" defaultValue={answer?.typed} />
          </Field>
          <SubmitButton icon="monitor">{t("displays.submit")}</SubmitButton>
        </Form>
      </Card>
    </>
  );
}

type Display = { id: string; name: string; created: string; seen: string };

/** The tablets in service. */
export function DisplayList({ displays, idle }: { displays: readonly Display[]; idle: string }) {
  const t = useTranslations("use.displays");
  if (displays.length === 0) {
    return (
      <Empty picture="box" title={t("none")}>
        {t("noneText")}
      </Empty>
    );
  }
  return (
    <Section title={t("list")}>
      <p className="small soft">{idle}</p>
      <Sheet as="ul">
        {displays.map(({ id, name, created, seen }) => (
          <li key={id} className="between">
            <div>
              <b>{name}</b>
              <p className="small soft">
                {created}, {seen}
              </p>
            </div>
            <Form method="post">
              <Button
                variant="line"
                size="sm"
                name="retirer"
                value={id}
                icon="trash-2"
                aria-label={t("revokeName", { name })}
              >
                {t("revoke")}
              </Button>
            </Form>
          </li>
        ))}
      </Sheet>
    </Section>
  );
}
