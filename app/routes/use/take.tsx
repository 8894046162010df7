import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { handled } from "~/http/responses";
import { StepPage } from "./step-page";
import { stepAction, stepLoader } from "./step";

export const loader = handled((args: LoaderFunctionArgs) => stepLoader(args, "start"));

/** Takes what was booked. */
export const action = handled((args: ActionFunctionArgs) => stepAction(args, "start"));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Take() {
  return <StepPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
