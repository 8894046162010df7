import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { Section, Sheet } from "~/ui/surface";
import { formReader } from "./form-reader";
import type { UnitsData } from "./units";
import type { UnitsAnswer } from "./units-action";

type Props = { page: UnitsData; answer: UnitsAnswer | undefined };

/** The units, one form: whatever button is pressed, the names typed are kept. */
export function UnitList({ page, answer }: Props) {
  const t = useTranslations("composition.units");
  const words = useErrorWords();
  const start = { label: Object.fromEntries(page.units.map(({ id, label }) => [id, label])) };
  const reader = formReader("units", start, answer?.labels ?? undefined);
  return (
    <Section
      title={t("list")}
      aside={
        // First of the form's buttons, so that Enter in a name saves and retires nothing.
        <SubmitButton form={reader.id} variant="line">
          {t("save")}
        </SubmitButton>
      }
    >
      <Form method="post" id={reader.id} preventScrollReset>
        <Sheet as="ul" className="unit-list">
          {page.units.map(({ id, name, coming, retired }) => {
            const field = reader.field(`label.${id}`);
            return (
              <li key={id}>
                <Field label={name} id={field.id} error={words(field.errors)} note={t("labelNote")}>
                  <Input
                    name={field.name}
                    defaultValue={field.value}
                    maxLength={80}
                    autoComplete="off"
                    placeholder={t("labelPlaceholder")}
                  />
                </Field>
                <p className="small soft">{retired ? <Badge icon="archive">{t("retired")}</Badge> : coming}</p>
                <Button variant="text" size="sm" name={retired ? "restore" : "retire"} value={id}>
                  {retired ? t("restore") : t("retire")}
                  <span className="sr"> {name}</span>
                </Button>
              </li>
            );
          })}
        </Sheet>
      </Form>
    </Section>
  );
}

/** Some more of the same. */
export function UnitAdd({ answer }: Pick<Props, "answer">) {
  const t = useTranslations("composition.units");
  const words = useErrorWords();
  const reader = formReader("more", { count: "1" }, answer?.added ?? undefined);
  const count = reader.field("count");
  return (
    <Section title={t("add")}>
      <Form method="post" id={reader.id} className="inline-form" noValidate>
        <input type="hidden" name="intent" value="add" />
        <Field label={t("count")} id={count.id} error={words(count.errors)}>
          <Input name="count" type="number" inputMode="numeric" min={1} max={100} defaultValue={count.value} />
        </Field>
        <SubmitButton icon="plus">{t("addDo")}</SubmitButton>
      </Form>
    </Section>
  );
}
