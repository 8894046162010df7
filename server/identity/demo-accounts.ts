import { asIdentity } from "../../db/transaction";

/** The password of every demonstration account. */
export const DEMO_PASSWORD = "grappe-demo-2026";

const ADDRESSES = ["employee", "treasurer", "manager", "neighbour", "outsider"].map((who) => `${who}@demo.example`);

/** The demonstration accounts that this database has, for the sign-in page of a demonstration. */
export async function demoAccounts(): Promise<{ id: string; name: string; email: string }[]> {
  const rows = await asIdentity((tx) =>
    tx.selectFrom("people").select(["id", "name", "email"]).where("email", "in", ADDRESSES).execute(),
  );
  return rows.sort((a, b) => ADDRESSES.indexOf(a.email) - ADDRESSES.indexOf(b.email));
}
