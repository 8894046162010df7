import type { LoaderFunctionArgs } from "@remix-run/node";
import { requireFileReader } from "~/http/file-reader";
import { handled } from "~/http/responses";
import { allow } from "~server/kernel/permissions";
import { hledgerOf } from "~server/ledger";
import { readJournal } from "./asked";
import { sentFile } from "./sent-file";

/** The journal, or what is looked for in it, as hledger reads it. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireFileReader(args, "ledger", { guests: false });
  // Refused before the file begins.
  allow(actor, "ledger.view");
  const { filter } = readJournal(new URL(args.request.url).searchParams);
  return sentFile(`${actor.poleSlug}.journal`, "text/plain; charset=utf-8", hledgerOf(actor, filter));
});
