import { redirect, type LoaderFunctionArgs } from "@remix-run/node";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { isExceptional } from "~server/kernel/errors";
import { localDateOf } from "~server/kernel/time";
import { fecOf } from "~server/ledger";
import { sentFile } from "./sent-file";

/** The file of accounting entries of a year. Without the pôle's SIREN: where to give it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "ledger", { guests: false });
  const asked = Number(new URL(args.request.url).searchParams.get("exercice"));
  const thisYear = Number(localDateOf(new Date(), actor.timeZone).slice(0, 4));
  const year = Number.isInteger(asked) && asked >= 2000 && asked <= 2999 ? asked : thisYear;
  try {
    const { name, chunks } = await fecOf(actor, year);
    return sentFile(name, "text/plain; charset=iso-8859-15", chunks);
  } catch (error) {
    if (isExceptional(error) && error.code === "siren_missing") return redirect(paths.accountsOfBooks(actor.poleSlug));
    throw error;
  }
});
