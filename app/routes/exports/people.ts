import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { Forbidden } from "~server/kernel/errors";
import { localDateOf } from "~server/kernel/time";
import { structureOfPole, type Colleague } from "~server/poles";
import { csvDay } from "./cells";

const COLUMNS = ["person", "email", "role", "since"] as const;

/** Those who work for a structure, as a file, for whoever may see them. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const { member, people } = await structureOfPole(actor, args.params.structure ?? "");
  if (!people) throw new Forbidden("structure.view");
  const [t, poles] = await Promise.all([translator(actor.locale, "exports"), translator(actor.locale, "poles")]);
  const line = ({ name, email, role, since }: Colleague) => [
    name,
    email,
    poles(`role.${role}`),
    csvDay(localDateOf(since, actor.timeZone)),
  ];
  const pages = allPages(async () => ({ items: people, next: null }), line);
  return csvFile(
    `${t("files.people")}-${member.slug}`,
    COLUMNS.map((key) => t(`columns.${key}`)),
    pages,
  );
});
