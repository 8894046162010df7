import { parseWithZod } from "@conform-to/zod/v4";
import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { PageHead } from "~/ui/surface";
import { newId } from "~server/kernel/ids";
import {
  addDisplay,
  DISPLAY_IDLE_DAYS,
  displayForm,
  displaysOf,
  qrPath,
  revokeDisplay,
  useSettingsOf,
} from "~server/use";
import { DisplayList, NewDisplay } from "./display-list";
import { wrongWords } from "./state-answer";
import { momentWords } from "./words";

/** The tablets by the door of a resource. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { resourceId, resourceName } = await useSettingsOf(actor, args.params.resource ?? "");
  const displays = await displaysOf(actor, resourceId);
  const t = await translator(actor.locale, "use");
  return {
    title: await pageTitle(actor.locale, t("displays.titleOf", { name: resourceName })),
    pole: actor.poleSlug,
    id: resourceId,
    name: resourceName,
    // Made here, sent with the form.
    newId: newId(),
    idle: t("displays.idle", { days: DISPLAY_IDLE_DAYS }),
    displays: displays.map(({ id, label, createdAt, lastUsedAt }) => ({
      id,
      name: label || t("displays.unnamed"),
      created: t("displays.created", { day: momentWords(createdAt, actor).day }),
      seen: lastUsedAt ? t("displays.seen", momentWords(lastUsedAt, actor)) : t("displays.never"),
    })),
  };
});

/** Makes the address of a tablet, shown this once; or takes one back. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resourceId = args.params.resource ?? "";
  const form = await fieldsOf(args.request);
  if (form.has("retirer")) {
    await revokeDisplay(actor, resourceId, formText(form, "retirer"));
    return redirectWithFlash(paths.displays(actor.poleSlug, resourceId), { key: "display_revoked" });
  }
  const t = await translator(actor.locale, "use");
  const submission = parseWithZod(form, { schema: displayForm });
  if (submission.status !== "success") {
    await displaysOf(actor, resourceId);
    const error = wrongWords(submission.error?.nom?.[0], t);
    return data({ error, typed: formText(form, "nom"), made: null }, { status: 422 });
  }
  const { id, nom } = submission.value;
  const secret = await addDisplay(actor, { id, resourceId, label: nom ?? "" });
  const url = new URL(args.request.url).origin + paths.display(secret);
  return data({ error: null, typed: "", made: { url, code: qrPath(url) } });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Displays() {
  const { pole, id, name, newId: displayId, displays, idle } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("use");
  return (
    <div className="wrap displays">
      <PageHead
        title={t("displays.titleOf", { name })}
        lead={t("displays.lead")}
        crumbs={[
          { label: name, to: paths.resource(pole, id) },
          { label: t("settings.title"), to: paths.useSettings(pole, id) },
        ]}
        here={t("displays.title")}
      />
      <NewDisplay key={displayId} id={displayId} answer={answer} />
      <DisplayList displays={displays} idle={idle} />
    </div>
  );
}
