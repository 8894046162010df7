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
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { Invalid } from "~server/kernel/errors";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { NEED_KINDS, startNeed, textOf } from "~server/tenders";

/** Beginning a need: what sort it is, and its name. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "needs.write");
  const asked = new URL(args.request.url).searchParams.get("sorte");
  const t = await translator(actor.locale, "needsForm");
  return {
    title: await pageTitle(actor.locale, t("new.title")),
    pole: actor.poleSlug,
    // Made here, sent with the form: sent twice, it begins one need.
    id: newId(),
    kinds: NEED_KINDS.map((kind) => ({ kind, label: t(`kind.${kind}`), hint: t(`kindHint.${kind}`) })),
    chosen: NEED_KINDS.find((kind) => kind === asked) ?? "call",
  };
});

/** Begins it, and goes on with what is asked. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "needs.write");
  const form = await fieldsOf(args.request);
  const [id, typed, kind] = [formText(form, "id"), formText(form, "title"), formText(form, "kind")];
  const sort = NEED_KINDS.find((each) => each === kind);
  const title = textOf(typed, 160);
  if (!isId(id)) throw new Invalid();
  if (!sort || !title.ok) {
    const t = await translator(actor.locale, "needsForm");
    const error = title.ok ? t("wrong.choose") : t(`wrong.${title.problem}`, { most: 160 });
    return data({ title: typed, kind, error, at: title.ok ? "kind-call" : "title" }, { status: 422 });
  }
  await startNeed(actor, { id, kind: sort, title: title.value });
  return redirect(paths.editNeed(actor.poleSlug, id));
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NewNeed() {
  const { pole, id, kinds, chosen } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("needsForm");
  return (
    <div className="wrap">
      <PageHead
        title={t("new.title")}
        lead={t("new.lead")}
        crumbs={[{ label: t("own.title"), to: paths.ownNeeds(pole) }]}
      />
      <Card className="narrow">
        <Form method="post" className="stack">
          <ErrorSummary errors={answer ? [{ id: answer.at, message: answer.error }] : []} />
          <input type="hidden" name="id" value={id} />
          <FieldSet label={t("new.kind")}>
            {kinds.map(({ kind, label, hint }) => (
              <Check
                key={kind}
                type="radio"
                name="kind"
                id={`kind-${kind}`}
                value={kind}
                label={label}
                hint={hint}
                required
                defaultChecked={kind === (answer?.kind ?? chosen)}
              />
            ))}
          </FieldSet>
          <Field
            id="title"
            label={t("fields.title")}
            hint={t("hints.title")}
            error={answer?.at === "title" && answer.error}
          >
            <Input name="title" maxLength={160} required defaultValue={answer?.title} />
          </Field>
          <SubmitButton icon="arrow-right">{t("new.go")}</SubmitButton>
        </Form>
      </Card>
    </div>
  );
}
