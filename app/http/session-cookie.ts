import { createCookie, type Cookie } from "@remix-run/node";
import { publicAddress } from "~server/config";

let made: Cookie | undefined;

// Under https the __Host- prefix makes the browser refuse a cookie set by another host or path.
function cookie(): Cookie {
  const secure = publicAddress().startsWith("https://");
  made ??= createCookie(secure ? "__Host-grappe" : "grappe", { httpOnly: true, sameSite: "lax", path: "/", secure });
  return made;
}

/** The secret of the session cookie a request carries. */
export async function sessionSecret(request: Request): Promise<string | null> {
  const value: unknown = await cookie().parse(request.headers.get("Cookie"));
  return typeof value === "string" && value.length > 0 && value.length < 200 ? value : null;
}

/** The Set-Cookie header for a new session; without `expires` it lasts as long as the browser is open. */
export function sessionCookie(secret: string, expires: Date | null): Promise<string> {
  return cookie().serialize(secret, expires ? { expires } : undefined);
}

/** The Set-Cookie header that forgets the session. */
export function noSessionCookie(): Promise<string> {
  return cookie().serialize("", { maxAge: 0 });
}
