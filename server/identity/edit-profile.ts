import { asIdentity } from "../../db/transaction";
import type { Locale } from "../kernel/actor";

/** Changes a person's name, as everybody in their pôles reads it, and their language (null: the browser's). */
export async function editProfile(personId: string, form: { name: string; locale: Locale | null }): Promise<void> {
  await asIdentity((tx) =>
    tx.updateTable("people").set({ name: form.name.trim(), locale: form.locale }).where("id", "=", personId).execute(),
  );
}

/** Changes the language of a person. */
export async function chooseLocale(personId: string, locale: Locale): Promise<void> {
  await asIdentity((tx) => tx.updateTable("people").set({ locale }).where("id", "=", personId).execute());
}
