import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { useErrorWords } from "~/form";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink, SubmitButton } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Field, Input } from "~/ui/field";
import { Photo } from "~/ui/photo";
import { Section } from "~/ui/surface";
import { formReader, type FormReader } from "./form-reader";
import type { PhotosData } from "./photos";
import type { PhotosAnswer } from "./photos-action";

/** The photographs in order. One form: whatever button is pressed, the descriptions typed are kept. */
export function PhotoList({ page, answer }: { page: PhotosData; answer: PhotosAnswer | undefined }) {
  const t = useTranslations("catalogue.photos");
  const { photos } = page;
  if (photos.length === 0) {
    return (
      <Section title={t("list")}>
        <Empty picture="box" level={3} title={t("none.title")}>
          {t("none.text")}
        </Empty>
      </Section>
    );
  }
  const start = { alt: Object.fromEntries(photos.map(({ id, alt }) => [id, alt])) };
  const reader = formReader("photos", start, answer?.texts ?? undefined);
  const undescribed = photos.filter(({ alt }) => alt === "").length;
  return (
    <Section
      title={t("list")}
      aside={
        // First of the form's buttons, so that Enter in a description saves and moves nothing.
        <SubmitButton form={reader.id} variant="line">
          {t("save")}
        </SubmitButton>
      }
    >
      {undescribed > 0 && <Alert tone="wait">{t("altMissing", { count: undescribed })}</Alert>}
      <Form method="post" id={reader.id} preventScrollReset>
        <ol className="own-photos">
          {photos.map((photo, index) => (
            <Row key={photo.id} page={page} photo={photo} number={index + 1} reader={reader} />
          ))}
        </ol>
      </Form>
    </Section>
  );
}

type RowProps = { page: PhotosData; photo: PhotosData["photos"][number]; number: number; reader: FormReader };

function Row({ page, photo, number, reader }: RowProps) {
  const t = useTranslations("catalogue.photos");
  const words = useErrorWords();
  const count = page.photos.length;
  const alt = reader.field(`alt.${photo.id}`);
  const asked = page.asked === photo.id;
  return (
    <li className="card own-photo" id={`photo-${photo.id}`} aria-label={t("number", { number, count })}>
      <Photo photo={photo.source} sizes="(width < 48rem) 100vw, 18rem" />
      <div className="stack">
        <p className="between">
          <b>{t("number", { number, count })}</b>
          {number === 1 && (
            <Badge tone="you" icon="layout-grid">
              {t("face")}
            </Badge>
          )}
        </p>
        <Field label={t("alt")} id={alt.id} hint={number === 1 && t("altHint")} error={words(alt.errors)}>
          <Input name={alt.name} defaultValue={alt.value} maxLength={300} autoComplete="off" />
        </Field>
        {asked ? (
          <Alert tone="no" level={3} title={t("removeTitle")}>
            <p>{t("removeText")}</p>
            <div className="actions">
              <Button variant="danger" size="sm" name="remove" value={photo.id} autoFocus>
                {t("removeDo")}
              </Button>
              <ButtonLink variant="line" size="sm" to={paths.resourcePhotos(page.pole, page.id)} preventScrollReset>
                {t("keep")}
              </ButtonLink>
            </div>
          </Alert>
        ) : (
          <div className="actions">
            {number > 1 && (
              <Button
                variant="line"
                size="sm"
                icon="arrow-left"
                name="move"
                value={`${photo.id} earlier`}
                aria-label={t("earlierSr", { number })}
              >
                {t("earlier")}
              </Button>
            )}
            {number < count && (
              <Button
                variant="line"
                size="sm"
                icon="arrow-right"
                name="move"
                value={`${photo.id} later`}
                aria-label={t("laterSr", { number })}
              >
                {t("later")}
              </Button>
            )}
            <Button
              variant="text"
              size="sm"
              icon="trash-2"
              name="ask"
              value={photo.id}
              aria-label={t("removeSr", { number })}
            >
              {t("remove")}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}
