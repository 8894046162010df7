import { useFetcher, useLocation } from "@remix-run/react";
import { useState } from "react";
import { timeText } from "~server/kernel/time";
import type { action } from "../move";
import type { Dragged } from "./event";

/** Why a booking stays where it was. */
export interface NotDropped {
  readonly why: string;
  readonly others: readonly string[];
  /** The form of the same move, with its ways out. */
  readonly form: string;
}

/**
 * What is dragged is sent as the form of the page that moves a booking. When it moves, the page comes back as it is
 * now, with an undo; when it cannot, everything stays where it was, and why is told here.
 */
export function useDrag() {
  const fetcher = useFetcher<typeof action>();
  const { pathname, search } = useLocation();
  const [last, setLast] = useState<{ move: string; slot: Record<string, string> } | null>(null);
  const drag = ({ move, date, start, end, resourceId }: Dragged) => {
    const slot = {
      jour: date,
      de: timeText(start),
      a: timeText(end),
      ...(resourceId ? { ressource: resourceId } : {}),
    };
    setLast({ move, slot });
    fetcher.submit(
      { ...slot, retour: `${pathname}${search}` },
      { method: "post", action: move, preventScrollReset: true },
    );
  };
  const moving = fetcher.state !== "idle";
  const view = moving ? null : fetcher.data?.view;
  const [wrong] = view?.fields.errors ?? [];
  const why = view && (view.can ? (view.refusal?.sentence ?? wrong?.message) : view.why);
  const refused: NotDropped | null =
    why && last
      ? {
          why,
          others: view.refusal?.others ?? [],
          form: `${last.move}?${new URLSearchParams(last.slot).toString()}`,
        }
      : null;
  return { drag, moving, refused };
}
