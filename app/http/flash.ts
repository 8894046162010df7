import { createCookie, redirect } from "@remix-run/node";

/** A word about what was just done, shown once on the next page. */
export type Flash = {
  /** A key of the messages `common.flash`. */
  key: string;
  /** A form's address that undoes it. */
  undo?: string;
};

const cookie = createCookie("flash", { path: "/", httpOnly: true, sameSite: "lax", maxAge: 60 });

/** Goes to `url` and says there what was done. */
export async function redirectWithFlash(url: string, flash: Flash, headers: Headers = new Headers()) {
  headers.append("Set-Cookie", await cookie.serialize(flash));
  return redirect(url, { headers });
}

/** The word to show, with the header that forgets it. */
export async function takeFlash(request: Request): Promise<{ flash: Flash | null; header: string | null }> {
  const value: unknown = await cookie.parse(request.headers.get("Cookie"));
  if (!isFlash(value)) return { flash: null, header: null };
  return { flash: value, header: await cookie.serialize("", { maxAge: 0 }) };
}

function isFlash(value: unknown): value is Flash {
  return typeof value === "object" && value !== null && "key" in value && typeof value.key === "string";
}
