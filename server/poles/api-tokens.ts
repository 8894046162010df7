import { sql } from "kysely";
import { asIdentity, violatedConstraint, type Tx } from "../../db/transaction";
import { hashSecret, newSecret, personByEmail } from "../identity";
import type { Actor, Locale, MembershipKind, Role } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { newId } from "../kernel/ids";
import { done, refused, type Outcome } from "../kernel/outcome";
import { isScope, type Scope } from "../kernel/scopes";
import { readContexts, type Context } from "./contexts";

/** Every secret begins so: programs that look for leaked secrets know them by it. */
const PREFIX = "grappe_";

/** How often "last used" is written at most. In seconds. */
const USED_EVERY = 60;

/** A token, for its owner to see. Never its secret, which nobody keeps. */
export interface TokenSeen {
  readonly id: string;
  readonly name: string;
  readonly poleName: string;
  readonly structureName: string | null;
  /** What it is held to; null: all that its person may. */
  readonly scopes: readonly Scope[] | null;
  readonly createdAt: Date;
  readonly lastUsedAt: Date | null;
}

/** What a token is made of. */
interface NewToken {
  readonly id: string;
  readonly name: string;
  /** What it is held to; null or left out: all that its person may. */
  readonly scopes?: readonly Scope[] | null | undefined;
}

/**
 * Makes a token with which a program acts as this person in one of their contexts; returns its secret, for once.
 * The id is the form's: sent twice, it is one token.
 */
export async function createApiToken(
  personId: string,
  form: NewToken & { acting: { poleId: string; structureId: string | null } },
): Promise<Outcome<string, { readonly code: "already_created" }>> {
  try {
    return await asIdentity(async (tx) => {
      const context = (await readContexts(tx, personId)).find(
        ({ poleId, structureId }) => poleId === form.acting.poleId && structureId === form.acting.structureId,
      );
      if (!context) throw new NotFound("structure");
      return done(await insertToken(tx, personId, context, form));
    });
  } catch (error) {
    if (violatedConstraint(error) === "api_tokens_pkey") return refused({ code: "already_created" });
    throw error;
  }
}

/**
 * A new token for the person of an address, acting for a structure of theirs (or, for staff of a pôle who work for no
 * structure in it, for the pôle itself, by its own slug). Returns the secret.
 * @throws NotFound "person" or "structure"
 */
export async function issueApiToken(form: {
  email: string;
  structureSlug: string;
  name?: string;
  scopes?: readonly Scope[] | null;
}): Promise<string> {
  return asIdentity(async (tx) => {
    const person = await personByEmail(tx, form.email);
    if (!person || person.disabled) throw new NotFound("person");
    const contexts = await readContexts(tx, person.id);
    const context =
      contexts.find(({ structureSlug }) => structureSlug === form.structureSlug) ??
      contexts.find(({ structureId, poleSlug }) => structureId === null && poleSlug === form.structureSlug);
    if (!context) throw new NotFound("structure");
    return insertToken(tx, person.id, context, {
      id: newId(),
      name: form.name ?? "npm run token",
      scopes: form.scopes,
    });
  });
}

/** The tokens of a person that still open something, the newest first. */
export async function apiTokensOf(personId: string): Promise<TokenSeen[]> {
  return asIdentity(async (tx) => {
    const rows = await tx
      .selectFrom("apiTokens as t")
      .innerJoin("poles as p", "p.id", "t.poleId")
      .leftJoin("structures as s", "s.id", "t.structureId")
      .select([
        "t.id",
        "t.name",
        "p.name as poleName",
        "s.name as structureName",
        "t.scopes",
        "t.createdAt",
        "t.lastUsedAt",
      ])
      .where("t.personId", "=", personId)
      .where("t.revokedAt", "is", null)
      .orderBy("t.createdAt", "desc")
      .orderBy("t.id", "desc")
      .execute();
    return rows.map(({ scopes, ...token }) => ({ ...token, scopes: knownOf(scopes) }));
  });
}

/** Makes a token useless, at once. @throws NotFound when the person has no such token */
export async function revokeApiToken(personId: string, tokenId: string): Promise<void> {
  const { numUpdatedRows } = await asIdentity((tx) =>
    tx
      .updateTable("apiTokens")
      .set({ revokedAt: sql<Date>`coalesce(revoked_at, now())` })
      .where("personId", "=", personId)
      .where("id", "=", tokenId)
      .executeTakeFirst(),
  );
  if (numUpdatedRows === 0n) throw new NotFound("token");
}

/**
 * Whom a token's secret lets act; null when it is unknown, revoked, or its person no longer works there. One query:
 * every call of the API begins with it.
 */
export async function actorOfToken(secret: string): Promise<Actor | null> {
  if (!secret.startsWith(PREFIX) || secret.length > 200) return null;
  return asIdentity(async (tx) => {
    const { rows } = await sql<TokenRow>`
      select t.id, t.person_id as "personId", pe.name as "personName", pe.locale,
             p.id as "poleId", p.slug as "poleSlug", p.name as "poleName", p.time_zone as "timeZone",
             s.id as "structureId", s.name as "structureName", coalesce(s.colour, 1) as "structureColour",
             m.kind as membership, a.role, st.role as "staffRole", t.scopes,
             t.last_used_at is null or t.last_used_at < now() - make_interval(secs => ${USED_EVERY}) as stale
        from api_tokens t
        join people pe on pe.id = t.person_id and pe.disabled_at is null
        join poles p on p.id = t.pole_id
        left join memberships m on m.pole_id = t.pole_id and m.structure_id = t.structure_id
         and m.starts_on <= (now() at time zone p.time_zone)::date
         and (m.ends_on is null or m.ends_on >= (now() at time zone p.time_zone)::date)
        left join affiliations a on a.structure_id = m.structure_id and a.person_id = t.person_id and a.ended_at is null
        left join structures s on s.id = a.structure_id
        left join pole_staff st on st.pole_id = t.pole_id and st.person_id = t.person_id and st.ended_at is null
       where t.token_hash = ${hashSecret(secret)} and t.revoked_at is null
         and case when t.structure_id is null then st.role is not null else a.role is not null end`.execute(tx);
    const row = rows[0];
    if (!row) return null;
    const { id, role, staffRole, stale, locale, scopes: held, ...actor } = row;
    if (stale) {
      await tx
        .updateTable("apiTokens")
        .set({ lastUsedAt: sql<Date>`now()` })
        .where("id", "=", id)
        .execute();
    }
    const scopes = knownOf(held);
    return {
      ...actor,
      roles: [role, staffRole].filter((each) => each !== null),
      guest: null,
      homePoleId: null,
      locale: locale ?? "fr",
      ...(scopes ? { scopes } : {}),
    };
  });
}

/** Scopes as they are kept; one that this version does not know opens nothing. */
function knownOf(kept: readonly string[] | null): Scope[] | null {
  return kept && kept.filter(isScope);
}

interface TokenRow extends Omit<Actor, "roles" | "locale" | "membership" | "guest" | "homePoleId" | "scopes"> {
  id: string;
  scopes: string[] | null;
  locale: Locale | null;
  membership: MembershipKind | null;
  role: Role | null;
  staffRole: Role | null;
  stale: boolean;
}

async function insertToken(
  tx: Tx,
  personId: string,
  context: Context,
  { id, name, scopes = null }: NewToken,
): Promise<string> {
  const secret = PREFIX + newSecret();
  const { poleId, structureId } = context;
  await tx
    .insertInto("apiTokens")
    .values({ id, personId, poleId, structureId, name, scopes: scopes && [...scopes], tokenHash: hashSecret(secret) })
    .execute();
  return secret;
}
