import type { LoaderFunctionArgs } from "@remix-run/node";
import { handled } from "~/http/responses";
import { feedResponse } from "./feed";

/** The open public needs, for programs that follow them. */
export const loader = handled((args: LoaderFunctionArgs) => feedResponse(args, "json"));
