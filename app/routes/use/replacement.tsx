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
import { Alert, Ways } from "~/ui/alert";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { moveBooking } from "~server/bookings";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import { waysOutOf } from "~server/use";
import { refusalSentence } from "../bookings/refusal";
import { replacementView } from "./replacement-view";

/** What a booking whose thing cannot serve may become, looked for anew: others look too. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const ways = await waysOutOf(actor, args.params.booking ?? "");
  const t = await translator(actor.locale, "incidents");
  return {
    title: await pageTitle(actor.locale, t("replacement.title")),
    pole: actor.poleSlug,
    view: await replacementView(ways, actor),
  };
});

/** Takes one: the booking moves there, in one gesture. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.booking ?? "";
  await waysOutOf(actor, id);
  const form = await fieldsOf(args.request);
  const [resourceId = "", from = "", to = ""] = formText(form, "prendre").split(" ");
  const [start, end] = [new Date(from), new Date(to)];
  if (!isId(resourceId) || Number.isNaN(start.getTime()) || Number.isNaN(end.getTime())) throw new Invalid("invalid");
  const outcome = await moveBooking(actor, { id, resourceId, start, end });
  if (outcome.ok) return redirect(paths.booking(actor.poleSlug, id));
  const t = await translator(actor.locale, "bookings");
  const reader = { locale: actor.locale, zone: actor.timeZone };
  return data({ refusal: refusalSentence(t, outcome.problem, reader) }, { status: 409 });
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function Replacement() {
  const { pole, view } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("incidents.replacement");
  const tb = useTranslations("bookings.booking");
  return (
    <div className="wrap">
      <PageHead
        title={t("title")}
        lead={view.lead}
        crumbs={[
          { label: tb("yours"), to: paths.bookings(pole) },
          { label: view.name, to: view.booking },
        ]}
      />
      {answer ? (
        <Alert tone="wait" live>
          {answer.refusal}
        </Alert>
      ) : (
        view.stopped && <Alert tone="wait">{view.stopped}</Alert>
      )}
      {view.ways.length === 0 ? (
        <Empty title={t("none")}>{t("noneText")}</Empty>
      ) : (
        <Form method="post" className="refusal mt-4">
          <Ways
            ways={view.ways.map(({ icon, how, what, value }) => ({
              icon,
              how,
              what,
              act: (
                <Button size="sm" name="prendre" value={value} aria-label={t("takeFull", { what: `${how}, ${what}` })}>
                  {t("take")}
                </Button>
              ),
            }))}
          />
        </Form>
      )}
      <div className="actions mt-4">
        <ButtonLink to={view.booking} variant="line">
          {t("keep")}
        </ButtonLink>
        <ButtonLink to={view.search} variant="line" icon="search">
          {t("search")}
        </ButtonLink>
        {view.cancel && (
          <ButtonLink to={view.cancel} variant="text">
            {t("cancel")}
          </ButtonLink>
        )}
      </div>
    </div>
  );
}
