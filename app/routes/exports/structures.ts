import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireActor } from "~/http/actor";
import { allPages, csvFile } from "~/http/csv";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { structuresAfter, type Member } from "~server/poles";
import { csvDay } from "./cells";

const COLUMNS = ["structure", "activity", "town", "membership", "since", "until", "people"] as const;

/** How many are read at once. */
const BATCH = 500;

/** The structures of the pôle, with the same words looked for, as a file. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const q = (new URL(args.request.url).searchParams.get("q") ?? "").trim().slice(0, 100);
  const [t, poles] = await Promise.all([translator(actor.locale, "exports"), translator(actor.locale, "poles")]);
  const read = (after: Member | null) => structuresAfter(actor, { q, after, limit: BATCH });
  // Refused before the file begins.
  const first = await read(null);
  const line = (member: Member) => [
    member.name,
    member.activity,
    member.town,
    poles(`kind.${member.kind}`),
    csvDay(member.startsOn),
    member.endsOn && csvDay(member.endsOn),
    member.people,
  ];
  const pages = allPages((after: Member | null) => (after ? read(after) : Promise.resolve(first)), line);
  return csvFile(
    t("files.structures"),
    COLUMNS.map((key) => t(`columns.${key}`)),
    pages,
  );
});
