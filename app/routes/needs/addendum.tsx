import { data, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, FieldSet, Input, TextArea } from "~/ui/field";
import { Card, PageHead } from "~/ui/surface";
import { Invalid } from "~server/kernel/errors";
import { formatInstant } from "~server/kernel/format";
import { isId, newId } from "~server/kernel/ids";
import { allow } from "~server/kernel/permissions";
import { addAddendum, needNow } from "~server/tenders";
import { AmendFields } from "./amend-fields";
import { readAmended, readDocuments } from "./amend-reader";
import { amendView } from "./amend-view";
import { addendumErrors } from "./addendum-errors";
import { readAddendum } from "./addendum-reader";

/** Changing a need that is out: what changes, whether it is of substance, a later closing. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.publish", need.buyer.id);
  const t = await translator(actor.locale, "needsForm");
  const closing = need.closesAt && formatInstant(need.closesAt, actor.timeZone, actor.locale, { weekday: true });
  return {
    amend: await amendView(need, actor),
    title: await pageTitle(actor.locale, t("addendum.title")),
    pole: actor.poleSlug,
    // Made here, sent with the form: sent twice, it is one addendum.
    id: newId(),
    need: { id: need.id, title: need.title },
    laterHint: closing ? t("addendum.laterHint", { closing }) : "",
  };
});

/** Publishes it; or says what is wrong, with what was typed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const { need } = await needNow(actor, args.params.need ?? "");
  allow(actor, "needs.publish", need.buyer.id);
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "needsForm");
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  ) as Record<string, string>;
  const dropped = [...form.getAll("drop"), ...form.getAll("withdraw")].map(String);
  const id = formText(form, "id");
  if (!isId(id)) throw new Invalid();
  const { value, wrong } = readAddendum(form, need, actor.timeZone);
  const { amended, wrong: inAmended } = readAmended(form, need);
  const found = { ...wrong, ...inAmended };
  if (!value || Object.keys(found).length > 0) {
    const said = Object.entries(found).map(([name, { code, most }]) => [name, t(`wrong.${code}`, { most: most ?? 0 })]);
    return data({ typed, dropped, errors: Object.fromEntries(said) as Record<string, string> }, { status: 422 });
  }
  const documents = await readDocuments(form);
  const outcome = await addAddendum(actor, need.id, {
    id,
    ...value,
    ...(amended && { amended: { ...amended, documents } }),
  });
  if (outcome.ok)
    return redirectWithFlash(`${paths.need(actor.poleSlug, need.id)}#modifications`, { key: "need_changed" });
  return data({ typed, dropped, errors: await addendumErrors(outcome.problem, actor.locale) }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function NeedAddendum() {
  const { pole, id, need, laterHint, amend } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const { typed, errors } = again ?? { typed: {} as Record<string, string>, errors: {} as Record<string, string> };
  const t = useTranslations("needsForm");
  return (
    <div className="wrap">
      <PageHead
        title={t("addendum.title")}
        lead={t("addendum.lead")}
        crumbs={[{ label: need.title, to: paths.need(pole, need.id) }]}
      />
      <Card className="need-form">
        <Form method="post" encType="multipart/form-data" className="stack" noValidate>
          <ErrorSummary errors={Object.entries(errors).map(([at, message]) => ({ id: at, message }))} />
          <input type="hidden" name="id" value={id} />
          <Field id="words" label={t("addendum.words")} hint={t("addendum.wordsHint")} error={errors.words}>
            <TextArea name="words" rows={5} maxLength={5000} required defaultValue={typed.words} />
          </Field>
          <FieldSet label={t("addendum.substance")} error={errors.substance}>
            {(["non", "oui"] as const).map((value) => (
              <Check
                key={value}
                type="radio"
                name="substance"
                value={value}
                id={value === "non" ? "substance" : undefined}
                label={t(`addendum.${value}`)}
                hint={t(`addendum.${value}Hint`)}
                required
                defaultChecked={typed.substance === value}
              />
            ))}
          </FieldSet>
          <AmendFields
            amend={amend}
            values={again ? typed : amend.values}
            errors={errors}
            dropped={again?.dropped ?? null}
          />
          <Field id="later" label={t("addendum.later")} hint={laterHint} error={errors.later} optional>
            <Input type="date" name="later" defaultValue={typed.later} />
          </Field>
          <SubmitButton icon="send">{t("addendum.go")}</SubmitButton>
        </Form>
      </Card>
    </div>
  );
}
