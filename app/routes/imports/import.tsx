import { data, redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { confirmImport, importOf } from "~server/imports";
import { formatNumber } from "~server/kernel/format";
import { previewView } from "./import-view";
import { DonePart, FailedPart, RunningPart } from "./outcome-parts";
import { PreviewPart } from "./preview-part";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const seen = await importOf(actor, args.params.import ?? "");
  const [t, catalogue] = await Promise.all([
    translator(actor.locale, "imports"),
    translator(actor.locale, "catalogue"),
  ]);
  const { kind, fileName, total, result } = seen;
  const number = (value = 0) => formatNumber(value, actor.locale);
  const common = { pole: actor.poleSlug, poleName: actor.poleName, id: seen.id, kind, fileName, total };
  const search = new URL(args.request.url).searchParams;
  const part =
    "content" in seen
      ? {
          state: "preview" as const,
          counts: seen.counts,
          invitations: seen.invitations,
          ready: seen.ready,
          changed: result.problem === "changed",
          view: previewView(seen, search, actor, t, catalogue),
        }
      : seen.state === "running"
        ? {
            state: "running" as const,
            done: seen.done,
            words: t("running.progress", { done: number(seen.done), total: number(total) }),
          }
        : seen.state === "done"
          ? {
              state: "done" as const,
              figures: (["created", "updated", "invited", "same", "skipped"] as const)
                .filter((name) => name === "created" || Boolean(result[name]))
                .map((name) => ({ name, figure: number(result[name]) })),
            }
          : {
              state: "failed" as const,
              why:
                result.problem === "failed" || result.problem === "not_allowed"
                  ? result.problem
                  : ("forgotten" as const),
            };
  const titles = {
    preview: t("preview.title"),
    running: t("running.title"),
    done: t("done.title"),
    failed: t("failed.title"),
  };
  return { ...common, part, title: await pageTitle(actor.locale, titles[part.state]) };
});

/** The confirmation: from here, all of it or nothing. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const actor = await requireActor(args);
  const id = args.params.import ?? "";
  const outcome = await confirmImport(actor, id);
  if (outcome.ok) throw redirect(paths.import(actor.poleSlug, id));
  return data({ problem: outcome.problem.code }, { status: 422 });
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** One import, from its preview to what came of it. */
export default function Import() {
  const { part, ...common } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      {part.state === "preview" && <PreviewPart {...common} part={part} />}
      {part.state === "running" && <RunningPart {...common} part={part} />}
      {part.state === "done" && <DonePart {...common} part={part} />}
      {part.state === "failed" && <FailedPart {...common} part={part} />}
    </div>
  );
}

export type ImportPage = ReturnType<typeof useLoaderData<typeof loader>>;
export type Common = Omit<ImportPage, "part" | "title">;
export type PartOf<S extends ImportPage["part"]["state"]> = Extract<ImportPage["part"], { state: S }>;
