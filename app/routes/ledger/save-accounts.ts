import type { Submission } from "@conform-to/react";
import { parseWithZod } from "@conform-to/zod/v4";
import { z } from "zod";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { accountForm, addAccount, BOOK_ROLES, mapAccounts, type BookRole } from "~server/ledger";

type Saved =
  | { ok: true }
  | { ok: false; intent: "map" | "add"; submission: Submission<unknown>; problems?: Record<string, string> };

const mappingForm = z.object({
  siren: z
    .string()
    .transform((text) => text.replace(/\s/g, ""))
    .refine((text) => /^(\d{9})?$/.test(text), "siren_invalid")
    .default(""),
  ...(Object.fromEntries(BOOK_ROLES.map((role) => [role, z.string().optional()])) as Record<
    BookRole,
    z.ZodOptional<z.ZodString>
  >),
});

/** Saves what the page of accounts sends: the mapping, or one more account. @throws Forbidden */
export async function saveAccounts(actor: Actor, form: FormData): Promise<Saved> {
  allow(actor, "costs.manage");
  if (form.get("intent") === "add") {
    const submission = parseWithZod(form, { schema: accountForm });
    if (submission.status !== "success") return { ok: false, intent: "add", submission };
    const { auxiliary, ...account } = submission.value;
    const outcome = await addAccount(actor, { ...account, auxiliary: auxiliary === "on" });
    return outcome.ok ? outcome : { ok: false, intent: "add", submission, problems: { number: outcome.problem.code } };
  }
  const submission = parseWithZod(form, { schema: mappingForm });
  if (submission.status !== "success") return { ok: false, intent: "map", submission };
  const { siren, ...roles } = submission.value;
  const asked = Object.fromEntries(Object.entries(roles).filter(([, accountId]) => accountId)) as Partial<
    Record<BookRole, string>
  >;
  const outcome = await mapAccounts(actor, { roles: asked, siren: siren || null });
  if (outcome.ok) return { ok: true };
  const problems = { [outcome.problem.role]: outcome.problem.code };
  return { ok: false, intent: "map", submission, problems };
}
