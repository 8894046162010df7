import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requireActor } from "~/http/actor";
import { redirectWithFlash } from "~/http/flash";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead, Sheet } from "~/ui/surface";
import { recurringOf, stopRecurring } from "~server/costs";
import { CostsNav } from "../section-nav";
import { recurringLine, type RecurringLine } from "./recurring-view";

/** What comes again by itself, and when it ends. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "costsCharges");
  const seen = await recurringOf(actor);
  return {
    title: await pageTitle(actor.locale, t("recurringList.title")),
    pole: actor.poleSlug,
    lines: seen.map((one) => recurringLine(one, actor, t)),
  };
});

/** Stops one. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  await stopRecurring(actor, formText(await fieldsOf(args.request), "stop"));
  return redirectWithFlash(paths.recurringCharges(actor.poleSlug), { key: "recurring_stopped" });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function RecurringCharges() {
  const { pole, lines } = useLoaderData<typeof loader>();
  const t = useTranslations("costsCharges");
  const add = (
    <ButtonLink to={paths.addRecurringCharge(pole)} icon="plus">
      {t("recurringList.add")}
    </ButtonLink>
  );
  return (
    <div className="wrap">
      <PageHead
        title={t("recurringList.title")}
        lead={t("recurringList.lead")}
        crumbs={[{ label: t("title"), to: paths.charges(pole) }]}
        actions={lines.length > 0 && add}
      />
      <CostsNav />
      {lines.length === 0 ? (
        <Empty title={t("recurringList.empty")} actions={add}>
          {t("recurringList.emptyText")}
        </Empty>
      ) : (
        <Sheet as="ul" className="charge-rows charge-recurring">
          {lines.map((line) => (
            <Line key={line.id} pole={pole} line={line} />
          ))}
        </Sheet>
      )}
    </div>
  );
}

function Line({ pole, line }: { pole: string; line: RecurringLine }) {
  const t = useTranslations("costsCharges");
  return (
    <li>
      <div className="charge-what">
        <b>{line.label}</b>
        <small className="soft">{[line.supplier, line.pool, line.payer].filter(Boolean).join(" · ")}</small>
        {line.someWritten && (
          <small>
            <Link className="tap" to={paths.charges(pole, { recurrente: line.id })}>
              {line.written}
            </Link>
          </small>
        )}
      </div>
      <div className="charge-when">
        <span>{line.every}</span>
        <small className="soft">{line.until}</small>
      </div>
      <b className="charge-amount nowrap">{line.amount}</b>
      <div className="charge-act">
        <Badge tone={line.comes ? "wait" : undefined} icon={line.comes ? "repeat-2" : "timer-off"}>
          {line.state}
        </Badge>
        {line.comes && (
          <details className="charge-ask">
            <summary>{t("recurringList.stop")}</summary>
            <Form method="post" className="stack">
              <p className="small">{t("recurringList.stopText")}</p>
              <Button variant="danger" size="sm" name="stop" value={line.id}>
                {t("recurringList.stop")}
                <span className="sr"> {line.label}</span>
              </Button>
            </Form>
          </details>
        )}
      </div>
    </li>
  );
}
