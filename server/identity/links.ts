import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { asIdentity, enqueue, type Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { countAttempt, type TooMany } from "./attempts";
import { personByEmail } from "./people";
import { hashSecret, newSecret } from "./secrets";
import { openSession, type Client, type Opened } from "./sessions";

/** How long a link works, in minutes. */
export const LINK_MINUTES = 10;

/** What a link is for. */
export type LinkPurpose = "sign_in" | "reset";

/** The link was used, is too old, or never was: which of them is not said. */
export type LinkGone = { readonly code: "link_gone" };

/** How long an answer takes that must not tell whether an address is known. In milliseconds. */
export const ANSWER_TIME = 400;

/**
 * Sends a link to the person of an address, if there is one. The answer is the same, and takes the same time, when
 * there is nobody. `back` is the page to come to afterwards.
 */
export async function requestLink(
  form: { email: string; purpose: LinkPurpose; back?: string | null },
  asked: { locale: Locale; address: string },
): Promise<Outcome<null, TooMany>> {
  const tooMany = await countAttempt("link", form.email.trim().toLowerCase(), asked.address);
  if (tooMany) return refused(tooMany);
  await Promise.all([
    sleep(ANSWER_TIME),
    asIdentity(async (tx, now) => {
      const person = await personByEmail(tx, form.email);
      if (!person || person.disabled) return;
      const secret = newSecret();
      await tx
        .insertInto("signInLinks")
        .values({
          id: newId(),
          personId: person.id,
          purpose: form.purpose,
          tokenHash: hashSecret(secret),
          expiresAt: new Date(now.getTime() + LINK_MINUTES * 60_000),
        })
        .execute();
      await enqueue(tx, "identity-email", {
        kind: form.purpose === "reset" ? "reset" : "sign-in-link",
        personId: person.id,
        locale: person.locale ?? asked.locale,
        secret,
        back: form.back ?? null,
      });
    }),
  ]);
  return done(null);
}

/** Whose link this is, as long as it works. Looking does not use it up: mail programs open links by themselves. */
export async function linkOwner(
  secret: string,
  purpose: LinkPurpose,
): Promise<{ personId: string; name: string; email: string } | null> {
  return asIdentity(async (tx) => {
    const row = await tx
      .selectFrom("signInLinks as l")
      .innerJoin("people as p", "p.id", "l.personId")
      .select(["p.id as personId", "p.name", "p.email"])
      .where("l.tokenHash", "=", hashSecret(secret))
      .where("l.purpose", "=", purpose)
      .where("l.usedAt", "is", null)
      .where("l.expiresAt", ">", sql<Date>`now()`)
      .where("p.disabledAt", "is", null)
      .executeTakeFirst();
    return row ?? null;
  });
}

/** Uses a link up: true for one caller only, however many come at once. Returns its person's id, or null. */
export async function consumeLink(tx: Tx, secret: string, purpose: LinkPurpose): Promise<string | null> {
  const row = await tx
    .updateTable("signInLinks as l")
    .from("people as p")
    .set({ usedAt: sql<Date>`now()` })
    .whereRef("p.id", "=", "l.personId")
    .where("l.tokenHash", "=", hashSecret(secret))
    .where("l.purpose", "=", purpose)
    .where("l.usedAt", "is", null)
    .where("l.expiresAt", ">", sql<Date>`now()`)
    .where("p.disabledAt", "is", null)
    .returning("l.personId")
    .executeTakeFirst();
  return row?.personId ?? null;
}

/** Opens a session for whoever holds a sign-in link, which then no longer works. */
export async function signInByLink(
  secret: string,
  { remember, client }: { remember: boolean; client: Client },
): Promise<Outcome<Opened, LinkGone>> {
  return asIdentity(async (tx, now) => {
    const personId = await consumeLink(tx, secret, "sign_in");
    if (!personId) return refused({ code: "link_gone" });
    return done(await openSession(tx, now, { personId, remember, client }));
  });
}
