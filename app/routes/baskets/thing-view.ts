import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { photoSource } from "~/routes/catalogue/photo-source";
import type { Addon } from "~server/baskets";
import { considerBooking } from "~server/bookings";
import { kindOf, type Resource } from "~server/catalogue";
import type { Actor } from "~server/kernel/actor";
import { formatPeriod, initials } from "~server/kernel/format";
import { priceView } from "../bookings/price-words";
import { refusalView } from "../bookings/confirmation-view";
import { resourceChoices, whenView } from "../bookings/when-view";
import { capital } from "../bookings/words";
import type { AskedThing } from "./thing-reader";

/** The form of one thing of the basket: what it is, when, how many, what goes with it, what it would cost; in words. */
export async function thingView(
  actor: Actor,
  resource: Resource,
  asked: AskedThing,
  addons: readonly Addon[],
  now: Date,
) {
  const { locale, poleSlug, timeZone } = actor;
  const [t, tb] = await Promise.all([translator(locale, "baskets"), translator(locale, "bookings")]);
  const { when } = asked.asked;
  const quantity = asked.thing?.quantity ?? 1;
  const considered =
    when &&
    (await considerBooking(actor, {
      resourceId: resource.id,
      start: when.start,
      end: when.end,
      attendees: when.people,
      quantity,
    }));
  const problem = considered && !considered.outcome.ok ? considered.outcome.problem : null;
  const [photo] = resource.photos;
  return {
    resource: {
      id: resource.id,
      name: resource.name,
      kind: resource.kind,
      to: paths.resource(poleSlug, resource.id, when?.query),
      photo: photo ? photoSource(poleSlug, photo, "") : null,
      owner: { name: resource.owner.name, initials: initials(resource.owner.name), colour: resource.owner.colour },
      place: resource.place && [resource.place.name, resource.place.town].filter(Boolean).join(", "),
      /** Null where a booking takes the whole of it. */
      units: resource.takesAllUnits ? null : resource.unlimited ? 1000 : resource.units,
      unlimited: resource.unlimited,
      people: kindOf(resource.kind).people,
      days: ["day", "week"].includes(kindOf(resource.kind).naturalSlot),
      canBook: resource.can.book,
    },
    slot: when && capital(formatPeriod(when.start, when.end, timeZone, locale, { year: true })),
    fields: whenView(asked.asked, resourceChoices(resource), now, actor, tb),
    typed: asked.typed,
    errors: [
      ...whenView(asked.asked, resourceChoices(resource), now, actor, tb).errors.map(({ field, message }) => ({
        field,
        message,
      })),
      ...(asked.wrong.quantity ? [{ field: "combien", message: t("add.quantityWrong") }] : []),
      ...(asked.wrong.message ? [{ field: "precisions", message: t("add.messageTooLong") }] : []),
      ...asked.wrong.addons.map((id) => ({ field: `combien-${id}`, message: t("add.quantityWrong") })),
    ],
    addons: addons.map(({ addonId, name, takesAllUnits }) => ({ id: addonId, name, many: !takesAllUnits })),
    price: considered && priceView(considered.price, actor.structureName, locale, tb),
    refusal: problem && when ? await refusalView(actor, resource, when, problem, false, tb) : null,
  };
}

export type ThingView = Awaited<ReturnType<typeof thingView>>;
