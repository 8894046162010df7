import { createHash, randomBytes } from "node:crypto";

/** A secret to hand out once (a session cookie, a link, an API token): 256 random bits, safe in an address. */
export function newSecret(): string {
  return randomBytes(32).toString("base64url");
}

/** What is kept of a secret. It has 256 bits of chance in it, so one round of SHA-256 is enough. */
export function hashSecret(secret: string): Buffer {
  return createHash("sha256").update(secret).digest();
}
