import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { PageHead } from "~/ui/surface";
import { answeringOf } from "~server/tenders";
import { actOnGroup } from "./group-action";
import { GroupForm, GroupInvite, GroupMembers, GroupSign } from "./group-parts";
import { GroupShares } from "./group-shares";
import { groupView } from "./group-view";
import { sayAnswers } from "./words";

/** The group: its form, its members, their tasks, shares and signatures. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const need = args.params.need ?? "";
  const answering = await answeringOf(actor, need, new URL(args.request.url).searchParams.get("reponse"));
  const page = await groupView(actor, answering);
  if (!page) throw redirect(paths.answer(actor.poleSlug, need));
  const t = await sayAnswers(actor.locale);
  return { title: await pageTitle(actor.locale, t("group.title")), page };
});

export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const { pathname, search } = new URL(args.request.url);
  const back = pathname.replace(/\.data$/, "") + search;
  return actOnGroup(actor, args.params.need ?? "", await fieldsOf(args.request), back);
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function AnswerGroup() {
  const loaded = useLoaderData<typeof loader>();
  const again = useActionData<typeof action>();
  const t = useTranslations("answers");
  const page = again?.page ?? loaded.page;
  return (
    <div className="wrap">
      <PageHead
        title={t("group.title")}
        lead={t("group.lead")}
        crumbs={[
          { label: page.needTitle, to: page.needTo },
          { label: t("answer"), to: page.back },
        ]}
      />
      {again && again.field !== "structure" && (
        <Alert tone="no" live>
          {again.problem}
        </Alert>
      )}
      <div className="narrow">
        <GroupForm page={page} />
        <GroupMembers page={page} />
        <GroupInvite page={page} error={again?.field === "structure" ? again.problem : undefined} />
        {page.form !== "alone" && <GroupShares page={page} />}
        {page.form !== "alone" && <GroupSign page={page} />}
      </div>
    </div>
  );
}
