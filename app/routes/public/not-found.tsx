import { data } from "@remix-run/node";
import type { ErrorBody } from "~/http/responses";

/** An address that leads nowhere. */
export function loader() {
  throw data<ErrorBody>({ code: "page" }, { status: 404 });
}

export const action = loader;

/** Never shown: the loader's answer is the page of an error. */
export default function NotFoundPage() {
  return null;
}
