import { createCookie } from "@remix-run/node";

// Under https the __Host- prefix makes the browser refuse a cookie set by another host or path.
const secure = process.env.PUBLIC_URL?.startsWith("https://") ?? false;
const cookie = createCookie(secure ? "__Host-grappe" : "grappe", {
  httpOnly: true,
  sameSite: "lax",
  path: "/",
  secure,
});

/** The secret of the session cookie a request carries. */
export async function sessionSecret(request: Request): Promise<string | null> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  return typeof value === "string" && value.length < 200 ? value : null;
}

/** The Set-Cookie header for a new session; without `expires` it lasts as long as the browser is open. */
export function sessionCookie(secret: string, expires?: Date): Promise<string> {
  return cookie.serialize(secret, expires ? { expires } : undefined);
}

/** The Set-Cookie header that forgets the session. */
export function noSessionCookie(): Promise<string> {
  return cookie.serialize("", { maxAge: 0 });
}
