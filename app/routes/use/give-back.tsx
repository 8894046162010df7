import type { ActionFunctionArgs, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { handled } from "~/http/responses";
import { StepPage } from "./step-page";
import { stepAction, stepLoader } from "./step";

export const loader = handled((args: LoaderFunctionArgs) => stepLoader(args, "end"));

/** Gives back what was taken. */
export const action = handled((args: ActionFunctionArgs) => stepAction(args, "end"));

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function GiveBack() {
  return <StepPage data={useLoaderData<typeof loader>()} answer={useActionData<typeof action>()} />;
}
