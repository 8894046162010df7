import { Form, useFetcher } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { useAfterTyping } from "~/ui/after-typing";
import { Button, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Card, PageHead, Tabs } from "~/ui/surface";
import type { EditView } from "./edit-view";
import { CriteriaStep } from "./step-criteria";
import { LotsStep } from "./step-lots";
import { WhatStep } from "./step-what";
import { WhoStep } from "./step-who";

export type Answer = { errors: Record<string, string>; typed: Record<string, string> } | { kept: string } | undefined;

/** How long after the last change what is typed is kept. In milliseconds. */
const PAUSE = 1500;

/** What the fields of a step need: what is kept or was typed, what is wrong with it, what may be chosen. */
export type StepProps = {
  page: EditView;
  values: Readonly<Record<string, string>>;
  errors: Readonly<Record<string, string>>;
};

/** One step of a draft: kept at each press, whichever button it is, and, with a script, as one goes. */
export function NeedForm({ page, answer }: { page: EditView; answer: Answer }) {
  const t = useTranslations("needsForm");
  const again = answer && "errors" in answer ? answer : undefined;
  const values = again?.typed ?? page.values;
  const errors = again?.errors ?? {};
  const { submit, data: kept } = useFetcher<Answer>();
  useAfterTyping("need-form", PAUSE, (form) => {
    const typed = new FormData(form);
    typed.set("intent", "keep");
    submit(typed, { method: "post" });
  });
  const props = { page, values, errors };
  return (
    <div className="wrap">
      <PageHead
        title={t(`steps.${page.step}`)}
        lead={t(`leads.${page.step}`)}
        crumbs={[
          { label: t("own.title"), to: paths.ownNeeds(page.pole) },
          { label: page.need.title || t("untitled"), to: paths.need(page.pole, page.need.id) },
        ]}
      />
      <Tabs label={t("steps.label")} items={page.steps} />
      <Card className="need-form">
        <Form id="need-form" method="post" className="stack">
          {/* What Enter presses: to keep and go on, wherever it is pressed. */}
          <button type="submit" name="then" value="next" className="sr" tabIndex={-1} aria-hidden="true" />
          <ErrorSummary errors={Object.entries(errors).map(([id, message]) => ({ id, message }))} />
          <input type="hidden" name="step" value={page.step} />
          {page.step === "quoi" && <WhatStep {...props} />}
          {page.step === "lots" && <LotsStep {...props} />}
          {page.step === "criteres" && <CriteriaStep {...props} />}
          {page.step === "visibilite" && <WhoStep {...props} />}
          <div className="actions">
            <SubmitButton name="then" value="next" icon="arrow-right">
              {t("next")}
            </SubmitButton>
            {page.step !== "criteres" && (
              <Button variant="text" name="then" value="later">
                {t("later")}
              </Button>
            )}
            <span className="small soft" role="status">
              {kept && "kept" in kept && kept.kept}
            </span>
          </div>
        </Form>
      </Card>
    </div>
  );
}
