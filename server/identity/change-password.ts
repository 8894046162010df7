import { asIdentity, enqueue, type Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { done, refused, type Outcome } from "../kernel/outcome";
import { countAttempt, forgiveAttempt, type TooMany } from "./attempts";
import { consumeLink, linkOwner, type LinkGone } from "./links";
import { passwordProblem, type PasswordProblem } from "./password-rules";
import { hashPassword, isPassword, keepPassword } from "./passwords";
import { endSessions, openSession, type Client, type Opened } from "./sessions";

/** The new password breaks a rule. */
export type BadPassword = { readonly code: PasswordProblem };

/** Replaces the password of somebody signed in who gives the current one; ends their other sessions. */
export async function changePassword(
  person: { personId: string; sessionId: string; name: string; email: string; locale: Locale },
  form: { current: string; password: string },
  client: Client,
): Promise<Outcome<null, BadPassword | { readonly code: "wrong_current" } | TooMany>> {
  const problem = passwordProblem(form.password, person);
  if (problem) return refused({ code: problem });
  const tooMany = await countAttempt("current-password", person.personId, client.address);
  if (tooMany) return refused(tooMany);
  const kept = await asIdentity((tx) =>
    tx.selectFrom("passwords").select("hash").where("personId", "=", person.personId).executeTakeFirst(),
  );
  if (!(await isPassword(form.current, kept?.hash ?? null))) return refused({ code: "wrong_current" });
  const hashed = await hashPassword(form.password);
  await asIdentity(async (tx, now) => {
    await keepPassword(tx, now, person.personId, hashed);
    await endSessions(tx, person.personId, person.sessionId);
    await tellByMail(tx, person.personId, person.locale);
  });
  await forgiveAttempt("current-password", person.personId, client.address);
  return done(null);
}

/** Sets the password of whoever holds a reset link, ends all their sessions and opens a new one. */
export async function resetPassword(
  secret: string,
  form: { password: string },
  { locale, client }: { locale: Locale; client: Client },
): Promise<Outcome<Opened, BadPassword | LinkGone>> {
  const owner = await linkOwner(secret, "reset");
  if (!owner) return refused({ code: "link_gone" });
  const problem = passwordProblem(form.password, owner);
  if (problem) return refused({ code: problem });
  const hashed = await hashPassword(form.password);
  return asIdentity(async (tx, now) => {
    const personId = await consumeLink(tx, secret, "reset");
    if (!personId) return refused({ code: "link_gone" });
    await keepPassword(tx, now, personId, hashed);
    await endSessions(tx, personId, null);
    // Whoever lost their password may have lost more: a token made meanwhile must not outlive the reset.
    await tx
      .updateTable("apiTokens")
      .set({ revokedAt: now })
      .where("personId", "=", personId)
      .where("revokedAt", "is", null)
      .execute();
    await tellByMail(tx, personId, locale);
    return done(await openSession(tx, now, { personId, remember: false, client }));
  });
}

/** Whether a person has a password, and since when. */
export async function passwordSince(personId: string): Promise<Date | null> {
  const row = await asIdentity((tx) =>
    tx.selectFrom("passwords").select("changedAt").where("personId", "=", personId).executeTakeFirst(),
  );
  return row?.changedAt ?? null;
}

/** So that somebody whose password was changed by another learns of it. */
async function tellByMail(tx: Tx, personId: string, locale: Locale): Promise<void> {
  await enqueue(tx, "identity-email", { kind: "password-changed", personId, locale });
}
