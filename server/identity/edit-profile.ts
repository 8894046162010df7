import { asIdentity } from "../../db/transaction";
import type { Locale } from "../kernel/actor";

/**
 * Changes a person's name, as everybody in their pôles reads it, their language (null: the browser's), and their
 * telephone, which those who lend to them outside their pôles read; left out, it stays.
 */
export async function editProfile(
  personId: string,
  form: { name: string; locale: Locale | null; telephone?: string | undefined },
): Promise<void> {
  const { name, ...rest } = form;
  await asIdentity((tx) =>
    tx
      .updateTable("people")
      .set({ ...rest, name: name.trim() })
      .where("id", "=", personId)
      .execute(),
  );
}

/** A person's telephone; "" for none. */
export async function telephoneOf(personId: string): Promise<string> {
  const row = await asIdentity((tx) =>
    tx.selectFrom("people").select("telephone").where("id", "=", personId).executeTakeFirst(),
  );
  return row?.telephone ?? "";
}

/** Changes the language of a person. */
export async function chooseLocale(personId: string, locale: Locale): Promise<void> {
  await asIdentity((tx) => tx.updateTable("people").set({ locale }).where("id", "=", personId).execute());
}
