import type { Tx } from "../../db/transaction";
import type { Locale } from "../kernel/actor";
import { newId } from "../kernel/ids";
import { keepPassword } from "./passwords";

/** One spelling for an e-mail address, as the database keeps it. */
export function normalizeEmail(text: string): string {
  return text.trim().toLowerCase();
}

/** The person of an address, disabled ones included; null when nobody has it. In the realm of identity only. */
export async function personByEmail(
  tx: Tx,
  email: string,
): Promise<{ id: string; name: string; email: string; locale: Locale | null; disabled: boolean } | null> {
  const row = await tx
    .selectFrom("people")
    .select(["id", "name", "email", "locale", "disabledAt"])
    .where("email", "=", normalizeEmail(email))
    .executeTakeFirst();
  if (!row) return null;
  const { disabledAt, ...person } = row;
  return { ...person, locale: person.locale as Locale | null, disabled: disabledAt !== null };
}

/**
 * Adds somebody whose address is proven; without a password they come in by links.
 * @throws on an address that somebody has
 */
export async function addPerson(
  tx: Tx,
  now: Date,
  person: {
    name: string;
    email: string;
    locale: Locale;
    passwordHash: string | null;
    telephone?: string | undefined;
  },
): Promise<string> {
  const id = newId();
  const { name, email, locale, telephone = "" } = person;
  await tx
    .insertInto("people")
    .values({ id, name: name.trim(), email: normalizeEmail(email), locale, telephone })
    .execute();
  if (person.passwordHash !== null) await keepPassword(tx, now, id, person.passwordHash);
  return id;
}
