import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData, type ShouldRevalidateFunctionArgs } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { MAX_PHOTOS, resourceOf } from "~server/catalogue";
import { Invalid } from "~server/kernel/errors";
import { allow } from "~server/kernel/permissions";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { PhotoList } from "./photo-list";
import { photoSource } from "./photo-source";
import { PhotoUpload } from "./photo-upload";
import { arrangePhotos, uploadPhotos } from "./photos-action";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, kind, name, owner, photos } = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", owner.id);
  const t = await translator(actor.locale, "catalogue");
  const { poleSlug: pole, locale } = actor;
  return {
    pole,
    id,
    name,
    photos: photos.map((photo) => ({ id: photo.id, alt: photo.alt, source: photoSource(pole, photo, "") })),
    tabs: manageTabs(pole, { id, kind }, "photos", await translator(locale, "composition")),
    left: MAX_PHOTOS - photos.length,
    asked: new URL(args.request.url).searchParams.get("retirer"),
    tab: await pageTitle(locale, t("photos.titleOf", { name })),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { id, owner } = await resourceOf(actor, args.params.resource ?? "");
  // Before reading what may be heavy.
  allow(actor, "catalogue.edit", owner.id);
  const form = await args.request.formData().catch(() => {
    throw new Invalid("not_a_form");
  });
  return form.get("intent") === "upload" ? uploadPhotos(actor, id, form) : arrangePhotos(actor, id, form);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Some files may have been kept even when others were refused: the list is read again in any case. */
export function shouldRevalidate({ formMethod, defaultShouldRevalidate }: ShouldRevalidateFunctionArgs) {
  return formMethod === "POST" || defaultShouldRevalidate;
}

export type PhotosData = Awaited<ReturnType<typeof useLoaderData<typeof loader>>>;

/** The photographs of a resource: add, describe, arrange, remove. */
export default function Photos() {
  const t = useTranslations("catalogue");
  const page = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const { pole, id, name } = page;
  return (
    <ManagePage
      pole={pole}
      resource={{ id, name }}
      tabs={page.tabs}
      title={t("photos.titleOf", { name })}
      lead={t("photos.lead")}
      actions={
        <ButtonLink variant="line" icon="eye" to={paths.resource(pole, id)}>
          {t("photos.back")}
        </ButtonLink>
      }
    >
      <PhotoUpload left={page.left} answer={answer} />
      <PhotoList page={page} answer={answer} />
    </ManagePage>
  );
}
