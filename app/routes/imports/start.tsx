import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { PageHead } from "~/ui/surface";
import { IMPORT_KINDS, IMPORT_LIMITS, importsOf, previewImport, type ImportKind } from "~server/imports";
import { formatNumber } from "~server/kernel/format";
import { allow } from "~server/kernel/permissions";
import { fileSentence } from "./file-words";
import { kindWords } from "./kind-words";
import { Recent, Templates } from "./start-parts";
import { recentLine } from "./import-view";

const kindOf = (asked: string | null): ImportKind => IMPORT_KINDS.find((kind) => kind === asked) ?? "structures";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "imports");
  const recent = await importsOf(actor);
  return {
    title: await pageTitle(actor.locale, t("title")),
    pole: actor.poleSlug,
    poleName: actor.poleName,
    kind: kindOf(new URL(args.request.url).searchParams.get("quoi")),
    kinds: IMPORT_KINDS,
    lines: formatNumber(IMPORT_LIMITS.lines, actor.locale),
    megabytes: IMPORT_LIMITS.bytes / 1_000_000,
    recent: recent.map((seen) => recentLine(seen, actor, t)),
  };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  // Before reading what may be heavy.
  allow(actor, "pole.import");
  const form = await fieldsOf(args.request);
  const kind = kindOf(formText(form, "kind"));
  const file = form.get("file");
  const t = await translator(actor.locale, "imports");
  if (!(file instanceof File) || (file.size === 0 && file.name === "")) {
    return data({ kind, problem: t("file.file_missing") }, { status: 422 });
  }
  const bytes = Buffer.from(await file.arrayBuffer());
  const outcome = await previewImport(actor, { kind, name: file.name, bytes }, await kindWords());
  if (outcome.ok) throw redirect(paths.import(actor.poleSlug, outcome.value));
  return data({ kind, problem: fileSentence(t, outcome.problem, actor.locale) }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Bringing structures, people and resources in from a table. */
export default function StartImport() {
  const { pole, poleName, kind, kinds, lines, megabytes, recent } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("imports");
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} crumbs={[{ label: poleName, to: paths.structures(pole) }]} />
      <div className="cols">
        <Form method="post" encType="multipart/form-data" className="card stack">
          <FieldSet label={t("start.what")}>
            {kinds.map((one) => (
              <Check
                key={one}
                type="radio"
                name="kind"
                value={one}
                label={t(`kind.${one}`)}
                hint={t(`kindHint.${one}`)}
                defaultChecked={one === (answer?.kind ?? kind)}
              />
            ))}
          </FieldSet>
          <Field label={t("start.file")} hint={t("start.fileHint", { lines, megabytes })} error={answer?.problem}>
            <Input type="file" name="file" accept=".csv,.txt,.tsv,.xlsx,.ods,text/csv" required />
          </Field>
          <div className="actions">
            <SubmitButton icon="upload" pendingLabel={t("start.reading")}>
              {t("start.submit")}
            </SubmitButton>
          </div>
          <p className="small soft">{t("start.safe")}</p>
        </Form>
        <aside className="side">
          <Templates pole={pole} />
          <Recent recent={recent} />
        </aside>
      </div>
    </div>
  );
}
