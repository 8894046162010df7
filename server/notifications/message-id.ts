import { createHash } from "node:crypto";

/**
 * The Message-ID of the mail that `dedupeKey` names. It never changes, so that a mail sent again, because a worker
 * died before noting that it had left, is the same mail for whoever receives it.
 */
export function messageId(dedupeKey: string, fromAddress: string): string {
  const domain = fromAddress.split("@").at(-1) ?? "localhost";
  return `<${createHash("sha256").update(dedupeKey).digest("hex").slice(0, 32)}@${domain}>`;
}
