import type { LoaderFunctionArgs } from "@remix-run/node";
import { handled } from "~/http/responses";
import { NotFound } from "~server/kernel/errors";
import { keptMail } from "~server/notifications";
import { requireMailbox } from "./mailbox-door";

/** A file of a mail of the demonstration, to download. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  await requireMailbox(args);
  const mail = await keptMail(args.params.email ?? "");
  const position = args.params.position ?? "";
  const file = /^\d{1,2}$/.test(position) ? mail?.files[Number(position)] : undefined;
  if (!file) throw new NotFound("file");
  return new Response(file.content, {
    headers: {
      "Content-Type": file.method ? `${file.contentType}; method=${file.method}` : file.contentType,
      "Content-Disposition": `attachment; filename="${file.filename.replace(/[^\w.-]/g, "_")}"`,
      "Cache-Control": "private, no-store",
    },
  });
});
