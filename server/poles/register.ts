import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "kysely";
import { asIdentity, enqueue, type Tx } from "../../db/transaction";
import {
  addPerson,
  ANSWER_TIME,
  countAttempt,
  hashSecret,
  newSecret,
  openSession,
  personByEmail,
  type Client,
  type Opened,
  type TooMany,
} from "../identity";
import type { Locale } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { addStructure } from "./add-structure";
import { PUBLIC_FORM, type Registration } from "./registration-form";

/** How long the link of a registration works, in minutes. */
export const REGISTRATION_MINUTES = 60;

/** The link was used, is too old, or never was: which of them is not said. */
export type RegistrationGone = { readonly code: "registration_gone" };

/**
 * Keeps what somebody of no pôle says of themselves, and sends a link to their address: nothing is made before it is
 * used. The same is done, in the same time, for an address that has an account. `back` is the page to come to afterwards.
 */
export async function askRegistration(
  form: Registration & { readonly back: string | null },
  asked: { locale: Locale; address: string },
): Promise<Outcome<null, TooMany>> {
  const tooMany = await countAttempt("link", form.email, asked.address);
  if (tooMany) return refused(tooMany);
  const { name, email, structureName, ...rest } = form;
  const secret = newSecret();
  await Promise.all([
    sleep(ANSWER_TIME),
    asIdentity(async (tx, now) => {
      // Those that nobody confirmed.
      await tx
        .deleteFrom("registrations")
        .where("expiresAt", "<", sql<Date>`now() - interval '1 day'`)
        .execute();
      await tx
        .insertInto("registrations")
        .values({
          ...rest,
          id: newId(),
          email,
          personName: name,
          structureName,
          tokenHash: hashSecret(secret),
          expiresAt: new Date(now.getTime() + REGISTRATION_MINUTES * 60_000),
        })
        .execute();
      await enqueue(tx, "identity-email", { kind: "registration", email, name, locale: asked.locale, secret });
    }),
  ]);
  return done(null);
}

/** What a link would make, as long as it works. Looking does not use it up: mail programs open links by themselves. */
export async function registrationOf(
  secret: string,
): Promise<{ name: string; email: string; structureName: string | null } | null> {
  return asIdentity(async (tx) => {
    const row = await waiting(tx, secret).executeTakeFirst();
    return row
      ? { name: row.personName, email: row.email, structureName: row.individual ? null : row.structureName }
      : null;
  });
}

/**
 * Makes true what was said: the person, unless the address has an account, their structure, unless they administer one of
 * that name, and their place in it. Opens a session that acts for it. A link works once, however many come with it.
 */
export async function confirmRegistration(
  secret: string,
  { locale, client }: { locale: Locale; client: Client },
): Promise<Outcome<Opened & { readonly back: string | null }, RegistrationGone>> {
  return asIdentity(async (tx, now): Promise<Outcome<Opened & { back: string | null }, RegistrationGone>> => {
    const asked = await waiting(tx, secret).forUpdate().executeTakeFirst();
    if (!asked) return refused({ code: "registration_gone" });
    // Two links for one address, used at once: one after the other.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`register ${asked.email}`}, 0))`.execute(tx);
    const known = await personByEmail(tx, asked.email);
    if (known?.disabled) return refused({ code: "registration_gone" });
    const { telephone } = asked;
    const personId =
      known?.id ??
      (await addPerson(tx, now, { name: asked.personName, email: asked.email, locale, passwordHash: null, telephone }));
    // Whoever typed it may be somebody else: what an account says of itself already stays.
    if (known)
      await tx
        .updateTable("people")
        .set({ telephone })
        .where("id", "=", personId)
        .where("telephone", "=", "")
        .execute();
    const structureId = (await structureOf(tx, personId, asked)) ?? (await addStructureOf(tx, personId, asked));
    await tx.updateTable("registrations").set({ usedAt: now }).where("id", "=", asked.id).execute();
    const opened = await openSession(tx, now, { personId, remember: false, client, actingStructureId: structureId });
    return done({ ...opened, back: asked.back });
  });
}

function waiting(tx: Tx, secret: string) {
  return tx
    .selectFrom("registrations")
    .selectAll()
    .where("tokenHash", "=", hashSecret(secret))
    .where("usedAt", "is", null)
    .where("expiresAt", ">", sql<Date>`now()`);
}

type Asked = { structureName: string; individual: boolean; legalForm: string; siret: string | null; ess: boolean };

/** The structure that the person has registered before, or administers under the same name. */
async function structureOf(tx: Tx, personId: string, { structureName, individual }: Asked): Promise<string | null> {
  const { rows } = await sql<{ id: string }>`
    select s.id from affiliations a join structures s on s.id = a.structure_id
     where a.person_id = ${personId} and a.ended_at is null and a.role = 'administrator'
       and s.individual = ${individual} and (s.individual or app.fold(s.name) = app.fold(${structureName}))
     order by s.created_at limit 1`.execute(tx);
  return rows[0]?.id ?? null;
}

async function addStructureOf(tx: Tx, personId: string, asked: Asked): Promise<string> {
  const { structureName: name, individual, legalForm, siret, ess } = asked;
  const publicBuyer = legalForm === PUBLIC_FORM;
  const structureId = await addStructure(tx, { name, individual, legalForm, siret, ess, publicBuyer });
  await tx.insertInto("affiliations").values({ structureId, personId, role: "administrator" }).execute();
  return structureId;
}
