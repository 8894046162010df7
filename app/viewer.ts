import { useRouteLoaderData } from "@remix-run/react";
import type { GuestKind, Locale } from "~server/kernel/actor";
import type { loader } from "./root";

/** What the frame around every page shows of who is there. */
export interface FrameData {
  readonly locale: Locale;
  /** Null when nobody is signed in. */
  readonly person: { readonly name: string; readonly email: string } | null;
  /** The pôle and structure acted for on this page; null without any. */
  readonly acting: {
    readonly poleId: string;
    readonly poleSlug: string;
    readonly poleName: string;
    readonly structureId: string | null;
    readonly structureName: string | null;
    readonly structureColour: number;
    readonly isManager: boolean;
    readonly isAdministrator: boolean;
    /** Whether shared costs are any matter of theirs: their structure's own, or the pôle's. */
    readonly seesCosts: boolean;
    /** Declares what the structure paid for the pôle. */
    readonly advances: boolean;
  } | null;
  /** Where this page is of a pôle that has them as a guest: the pôle, and the structure that they book for there. */
  readonly guest: {
    readonly poleSlug: string;
    readonly poleName: string;
    readonly structureName: string;
    readonly kind: GuestKind;
  } | null;
  /** Everything the person may act for, the current one included. */
  readonly contexts: readonly {
    readonly poleId: string;
    readonly poleSlug: string;
    readonly poleName: string;
    readonly structureId: string | null;
    readonly structureName: string | null;
    readonly structureColour: number;
  }[];
  readonly demo: boolean;
  /** How many things are in the person's basket in the pôle of this page; null where they do not book. */
  readonly basket: { readonly pole: string; readonly count: number } | null;
}

/** Whether the page is of a pôle that has its reader as a guest. */
export function useIsGuest(): boolean {
  return Boolean(useRootData()?.frame.guest);
}

/** The root's data, on any page (null when the root itself failed). */
export function useRootData() {
  return useRouteLoaderData<typeof loader>("root") ?? null;
}
