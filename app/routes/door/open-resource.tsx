import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { RoomAround, RoomSessions } from "~/routes/catalogue/room-around";
import { OtherRooms, RoomAccess, RoomBy, RoomFacts, RoomPrices, RoomRules } from "~/routes/catalogue/room-parts";
import { RoomPhotos } from "~/routes/catalogue/room-photos";
import { roomView } from "~/routes/catalogue/room-view";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { resourceOf } from "~server/catalogue";
import { NotFound } from "~server/kernel/errors";
import { InsideNote } from "./inside-note";
import { OpenCard } from "./open-card";
import { OpenWeek } from "./open-week";
import { booksInside, requirePasserBy } from "./passer-by";

/** A resource that is open to anybody, its week, and the slot that the address chooses: looked at without an account. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { pole = "", resource: id = "" } = args.params;
  const { searchParams } = new URL(args.request.url);
  const when = Object.fromEntries([...searchParams].filter(([name]) => name !== "pour"));
  const actor = await requirePasserBy(args);
  const resource = await resourceOf(actor, id);
  // What is archived was open once.
  if (resource.archivedAt) throw new NotFound("resource");
  return {
    title: await pageTitle(actor.locale, resource.name),
    pole,
    poleName: actor.poleName,
    as: actor.guest === "public" ? ("public" as const) : ("outsider" as const),
    inside: (await booksInside(args)) ? paths.resource(pole, id, when) : null,
    // Whether it matters who asks.
    differs: resource.rates.some(({ customer }) => customer === "public"),
    when,
    room: await roomView(actor, resource, searchParams, new Date()),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.room.description.slice(0, 200) },
];

export default function OpenResource() {
  const { pole, poleName, as, inside, differs, when, room } = useLoaderData<typeof loader>();
  const t = useTranslations("bookings.room");
  const td = useTranslations("door");
  const { chosen } = room.booking;
  // Who is known already goes straight to it.
  const confirm = inside ? paths.newBooking(pole, room.id, when) : (chosen?.confirm ?? "");
  return (
    <div className="wrap">
      <PageHead
        className="room-head"
        title={room.name}
        crumbs={[
          { label: td("doors.title"), to: paths.doors() },
          { label: poleName, to: paths.openThings(pole) },
        ]}
      >
        <RoomBy room={room} />
      </PageHead>
      {inside && <InsideNote to={inside} pole={poleName} />}
      <RoomPhotos photos={room.photos} kind={room.kind} />
      <div className="cols room">
        <div className="room-main">
          {room.description && <p className="lead">{room.description}</p>}
          <RoomFacts facts={room.facts} />
          <RoomAround around={room.around} />
          {room.around.sessions ? (
            <RoomSessions title={room.words.free} sessions={room.around.sessions} />
          ) : (
            <OpenWeek title={room.words.free} week={room.week} />
          )}
        </div>
        <OpenCard pole={pole} room={room} as={as} differs={differs} when={when} confirm={confirm} />
      </div>
      <RoomRules rules={room.rules} editRules={null} />
      <div className="section halves">
        <RoomPrices rates={room.rates} setRates={null} />
        <RoomAccess place={room.place} />
      </div>
      {room.others && room.others.rooms.length > 0 && <OtherRooms others={room.others} kind={room.kind} />}
      {chosen && !chosen.refusal && (
        <div className="bar-book">
          <p>
            <b>{chosen.price.total}</b>
            <span>{chosen.short}</span>
          </p>
          <ButtonLink to={confirm}>{t("book")}</ButtonLink>
        </div>
      )}
    </div>
  );
}
