import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { formAgain } from "~/http/form-again";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Section, Sheet } from "~/ui/surface";
import { addBlocking, blockingForm, removeBlocking } from "~server/bookings";
import { resourceOf } from "~server/catalogue";
import { allow } from "~server/kernel/permissions";
import { BlockingForm } from "./blocking-form";
import { ManagePage } from "./manage-page";
import { manageTabs } from "./manage-tabs";
import { blockingsView, periodOfBlocking } from "./blockings-view";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const added = new URL(args.request.url).searchParams.get("bloque");
  const view = await blockingsView(actor, resource, added, new Date());
  const tabs = manageTabs(actor.poleSlug, resource, "blockings", await translator(actor.locale, "composition"));
  return { ...view, tabs, pole: actor.poleSlug, tab: await pageTitle(actor.locale, view.title) };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await resourceOf(actor, args.params.resource ?? "");
  allow(actor, "catalogue.edit", resource.owner.id);
  const page = (asked: { bloque?: string } = {}) => paths.resourceBlockings(actor.poleSlug, resource.id, asked);
  const form = await readForm(args.request, blockingForm);
  if (!form.ok) return formAgain(form.submission);
  if (form.value.retirer) {
    await removeBlocking(actor, form.value.retirer);
    throw await redirectWithFlash(page(), { key: "blockingRemoved" });
  }
  const period = periodOfBlocking(form.value, actor.timeZone);
  if (!period) return formAgain(form.submission, { au: "closure_reversed" });
  const { id, kind, reason, except, unites } = form.value;
  const unitIds = unites.length > 0 ? unites : undefined;
  const asked = { id, resourceId: resource.id, kind, reason, unitIds, exceptStructures: except, ...period };
  const { blockingId } = await addBlocking(actor, asked);
  throw await redirectWithFlash(page({ bloque: blockingId }), { key: "blockingAdded" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.tab }];

/** Times in which a resource cannot be booked: those to come, one more, and the bookings that it meets. */
export default function Blockings() {
  const t = useTranslations("catalogue.blockings");
  const { tabs, pole, resource, title, list, met, form } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  return (
    <ManagePage pole={pole} resource={resource} tabs={tabs} title={title} lead={t("lead")}>
      {met.length > 0 && (
        <Alert tone="wait" level={2} title={t("met", { count: met.length })}>
          <p>{t("metText")}</p>
          <ul>
            {met.map((booking) => (
              <li key={booking.to}>
                <Link to={booking.to}>{booking.period}</Link>, {booking.who}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      <div className="cols blockings">
        <Section title={t("coming")}>
          {list.length === 0 ? (
            <Empty picture="calendar" title={t("none")}>
              {t("noneText")}
            </Empty>
          ) : (
            <Sheet as="ul">
              {list.map((blocking) => (
                <li key={blocking.id} className="blocking">
                  <p>
                    <b>{blocking.period}</b>
                    <span className="soft">{blocking.what}</span>
                    {blocking.units && <span className="soft">{blocking.units}</span>}
                    {blocking.except && <span className="soft">{blocking.except}</span>}
                  </p>
                  <Form method="post">
                    <input type="hidden" name="retirer" value={blocking.id} />
                    <Button type="submit" variant="line" size="sm" icon="x" aria-label={blocking.remove}>
                      {t("remove")}
                    </Button>
                  </Form>
                </li>
              ))}
            </Sheet>
          )}
        </Section>
        <BlockingForm view={form} answer={answer} />
      </div>
    </ManagePage>
  );
}
