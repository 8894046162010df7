import type { translator } from "~/i18n/translator";
import { sessionLine } from "~/routes/catalogue/session-line";
import { kindOf, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import type { AskedBooking } from "./asked-booking";

type Words = Awaited<ReturnType<typeof translator<"composition">>>;

/** What is asked beside a slot, in words: how many of what, how many people, at which session. */
export function howView({ units, sessions, slot }: AskedBooking, resource: Resource, actor: Actor, t: Words) {
  const chosen = sessions?.find(
    ({ start, end }) => start.getTime() === slot?.start.getTime() && end.getTime() === slot.end.getTime(),
  );
  return {
    people: kindOf(resource.kind).people,
    /** Whether people think of it in days: it may last several. */
    days: ["day", "week"].includes(kindOf(resource.kind).naturalSlot),
    units: units && {
      typed: units.typed,
      note: resource.unlimited ? null : t("page.quantityNote", { units: units.most }),
      error: units.quantity === null ? t("page.quantityWrong", { most: units.most }) : null,
    },
    sessions:
      sessions &&
      sessions.map((session) => {
        const { id, when: words, places } = sessionLine(session, actor, t);
        return { value: id, label: t("page.sessionPlaces", { when: words, places }) };
      }),
    session: chosen?.id ?? "",
  };
}

export type HowView = ReturnType<typeof howView>;
