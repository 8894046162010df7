import { asIdentity } from "../../db/transaction";
import { done, refused, type Outcome } from "../kernel/outcome";
import { countAttempt, forgiveAttempt, type TooMany } from "./attempts";
import { isPassword } from "./passwords";
import { normalizeEmail } from "./people";
import { openSession, type Client, type Opened } from "./sessions";

/** "wrong": the address or the password; which of the two is never said. */
export type SignInProblem = { readonly code: "wrong_sign_in" } | TooMany;

/** Opens a session for the person of an address and a password. Attempts are counted before any work is done. */
export async function signIn(
  form: { email: string; password: string; remember: boolean },
  client: Client,
): Promise<Outcome<Opened, SignInProblem>> {
  const email = normalizeEmail(form.email);
  const tooMany = await countAttempt("sign-in", email, client.address);
  if (tooMany) return refused(tooMany);

  const known = await asIdentity((tx) =>
    tx
      .selectFrom("people")
      .innerJoin("passwords", "passwords.personId", "people.id")
      .select(["people.id", "passwords.hash"])
      .where("people.email", "=", email)
      .where("people.disabledAt", "is", null)
      .executeTakeFirst(),
  );
  const right = await isPassword(form.password, known?.hash ?? null);
  if (!known || !right) return refused({ code: "wrong_sign_in" });

  const opened = await asIdentity(async (tx, now) => {
    // The password may have been changed since it was read: the sessions ended then must not come back.
    const still = await tx
      .selectFrom("passwords")
      .select("personId")
      .where("personId", "=", known.id)
      .where("hash", "=", known.hash)
      .forUpdate()
      .executeTakeFirst();
    return still ? openSession(tx, now, { personId: known.id, remember: form.remember, client }) : null;
  });
  if (!opened) return refused({ code: "wrong_sign_in" });
  await forgiveAttempt("sign-in", email, client.address);
  return done(opened);
}
