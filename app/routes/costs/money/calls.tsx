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
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { PageHead } from "~/ui/surface";
import { sendCalls } from "~server/costs";
import { allow } from "~server/kernel/permissions";
import { askedMonth, typedDay } from "./asked";
import { CallsGrid, HowShared, NotCalled, SendForm } from "./calls-parts";
import { callsView } from "./calls-view";
import { YearTurn } from "./year-turn";

/** The provisional calls of a month, before they are sent. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const view = await callsView(actor, askedMonth(args.request, actor));
  return { view, title: await pageTitle(actor.locale, view.title) };
});

/** Sends them, or says why not. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  allow(actor, "costs.manage");
  const month = askedMonth(args.request, actor);
  const form = await fieldsOf(args.request);
  const t = await translator(actor.locale, "costsMoney");
  const typed = formText(form, "dueOn");
  const dueOn = typedDay(form, "dueOn");
  const refuse = (error: string, at: "dueOn" | null = null) => data({ error, at, typed }, { status: 422 });
  if (dueOn === null) return refuse(t("calls.wrong.due"), "dueOn");
  const outcome = await sendCalls(actor, { month, dueOn, seen: formText(form, "seen") });
  if (outcome.ok) {
    return redirectWithFlash(paths.budget(actor.poleSlug, Number(month.slice(0, 4))), { key: "callsSent" });
  }
  const { code } = outcome.problem;
  return code === "due_too_early" ? refuse(t("calls.wrong.due"), "dueOn") : refuse(t(`calls.wrong.${code}`));
});

export const meta: MetaFunction<typeof loader> = ({ data: loaded }) => [{ title: loaded?.title }];

export default function CallsPage() {
  const { view } = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("costsMoney");
  return (
    <div className="wrap money">
      <PageHead title={view.title} lead={t("calls.lead")} crumbs={[{ label: t("budget.title"), to: view.budget }]} />
      <YearTurn {...view.turn} />
      {view.calls.length === 0 ? (
        <>
          <Empty
            picture="calendar"
            title={t("calls.empty", { month: view.name })}
            actions={
              <ButtonLink variant="line" to={view.budget}>
                {t("calls.toBudget")}
              </ButtonLink>
            }
          >
            {again?.error ?? t("calls.emptyText")}
          </Empty>
          <NotCalled view={view} />
        </>
      ) : (
        <>
          <NotCalled view={view} />
          <CallsGrid view={view} />
          <SendForm view={view} again={again} />
          <HowShared view={view} />
        </>
      )}
    </div>
  );
}
