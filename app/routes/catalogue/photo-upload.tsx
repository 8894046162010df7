import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { SubmitButton } from "~/ui/button";
import { Field, Input } from "~/ui/field";
import { Section } from "~/ui/surface";
import type { PhotosAnswer } from "./photos-action";

/** Sends photographs, several at once, and says which could not be kept and why. */
export function PhotoUpload({ left, answer }: { left: number; answer: PhotosAnswer | undefined }) {
  const t = useTranslations("catalogue.photos");
  const refused = answer?.refused ?? [];
  return (
    <Section title={t("add")} className="card upload-card">
      <div className="stack">
        {refused.length > 0 && (
          <Alert tone="no" level={3} title={t("refused", { count: refused.length })} live>
            <ul className="refusals">
              {refused.map(({ file, problem }, index) => (
                <li key={index}>{t("refusal", { file: file || t("unnamed"), reason: t(`problems.${problem}`) })}</li>
              ))}
            </ul>
            {answer !== undefined && answer.added > 0 && <p>{t("added", { count: answer.added })}</p>}
          </Alert>
        )}
        {left > 0 && (
          <Form key={left} method="post" encType="multipart/form-data" className="upload">
            <Field label={t("files")} hint={t("filesHint")} error={answer?.nothing && t("nothing")}>
              {/* iPhones turn HEIC into JPEG when it is not in this list. */}
              <Input type="file" name="files" accept="image/jpeg,image/png,image/webp,image/avif" multiple required />
            </Field>
            <SubmitButton name="intent" value="upload" icon="upload" pendingLabel={t("uploading")}>
              {t("upload")}
            </SubmitButton>
          </Form>
        )}
        <p className="small soft">{t("left", { count: left })}</p>
      </div>
    </Section>
  );
}
