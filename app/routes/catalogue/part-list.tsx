import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { Section, Sheet } from "~/ui/surface";
import { ChoiceField, TextField } from "./form-parts";
import { formReader } from "./form-reader";
import type { PartsData } from "./parts";
import type { PartsAnswer } from "./parts-action";

/** What it is made of; or what it is part of. */
export function PartList({ page }: { page: PartsData }) {
  const t = useTranslations("composition.parts");
  if (page.partOf) return <Alert tone="you">{page.partOf}</Alert>;
  return (
    <Section title={t("list")}>
      {page.parts.length === 0 ? (
        <Empty picture="box" level={3} title={t("none")}>
          {t("noneText")}
        </Empty>
      ) : (
        <Form method="post" preventScrollReset>
          <Sheet as="ul" className="unit-list">
            {page.parts.map(({ id, name, icon, takes }) => (
              <li key={id}>
                <p className="with-icon">
                  <Icon name={icon} />
                  <Link to={paths.resource(page.pole, id)}>{name}</Link>
                </p>
                <p className="small soft">{takes}</p>
                <Button variant="text" size="sm" name="remove" value={id}>
                  {t("remove")}
                  <span className="sr"> {name}</span>
                </Button>
              </li>
            ))}
          </Sheet>
        </Form>
      )}
    </Section>
  );
}

/** Another part. */
export function PartAdd({ page, answer }: { page: PartsData; answer: PartsAnswer | undefined }) {
  const t = useTranslations("composition.parts");
  const reader = formReader("part", {}, answer?.added ?? undefined);
  if (page.sources.length === 0) return <p className="soft">{t("noSource")}</p>;
  return (
    <Section title={t("add")} className="card">
      <Form method="post" id={reader.id} className="stack" noValidate>
        <div className="fields">
          <ChoiceField
            field={reader.field("sourceId")}
            label={t("what")}
            options={[{ value: "", label: t("choose") }, ...page.sources]}
          />
          <TextField
            field={reader.field("takes")}
            label={t("takes")}
            hint={t("takesHint")}
            type="number"
            inputMode="numeric"
            min={1}
            max={1000}
            optional
          />
        </div>
        <div className="actions">
          <SubmitButton icon="plus">{t("addDo")}</SubmitButton>
        </div>
      </Form>
    </Section>
  );
}
