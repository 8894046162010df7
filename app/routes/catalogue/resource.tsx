import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { PageHead } from "~/ui/surface";
import { resourceOf } from "~server/catalogue";
import { can } from "~server/kernel/permissions";
import { ImportLink } from "../calendars/import-link";
import { RoomAround, RoomSessions } from "./room-around";
import { RoomCard } from "./room-card";
import { OtherRooms, RoomAccess, RoomBy, RoomFacts, RoomPrices, RoomRules } from "./room-parts";
import { RoomPhotos } from "./room-photos";
import { roomView } from "./room-view";
import { RoomWeek } from "./room-week";
import { UseLinks } from "../use/use-links";

/** A resource, its week, and the slot that the address chooses. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args, { guests: true });
  const resource = await resourceOf(actor, args.params.resource ?? "");
  const { searchParams } = new URL(args.request.url);
  return {
    title: await pageTitle(actor.locale, resource.name),
    pole: actor.poleSlug,
    use: can(actor, "use.view", resource.owner.id),
    room: await roomView(actor, resource, searchParams, new Date()),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** Everything to decide on a room and book it. */
export default function ResourcePage() {
  const { pole, room, use } = useLoaderData<typeof loader>();
  const words = useTranslations("usage");
  const t = useTranslations("bookings.room");
  const ts = useTranslations("search.approval");
  const tc = useTranslations("common.nav");
  const td = useTranslations("door.page");
  const { chosen } = room.booking;
  return (
    <div className="wrap">
      <PageHead
        className="room-head"
        title={room.name}
        crumbs={[
          { label: tc("home"), to: paths.home(pole) },
          { label: room.words.many, to: paths.catalogue(pole, { genre: room.kind }) },
        ]}
        actions={
          <>
            {use && (
              <ButtonLink to={paths.resourceUsage(pole, room.id)} variant="line" size="sm" icon="chart-column">
                {words("open")}
              </ButtonLink>
            )}
            {room.openPage && (
              <ButtonLink to={room.openPage} variant="text" size="sm" icon="door-open">
                {td("open")}
              </ButtonLink>
            )}
            {room.can.edit && (
              <ButtonLink to={room.edit} variant="line" size="sm" icon="pencil">
                {t("edit")}
              </ButtonLink>
            )}
          </>
        }
      >
        <RoomBy room={room} />
      </PageHead>
      {room.archived && (
        <Alert tone="wait" title={room.words.gone} level={2}>
          <p>{t("archivedText")}</p>
          <ButtonLink to={paths.catalogue(pole)} variant="line">
            {t("archivedOther")}
          </ButtonLink>
        </Alert>
      )}
      <RoomPhotos photos={room.photos} kind={room.kind} />
      <div className={room.archived ? "room" : "cols room"}>
        <div className="room-main">
          {room.description && <p className="lead">{room.description}</p>}
          <RoomFacts facts={room.facts} />
          <RoomAround around={room.around} />
          {!room.archived &&
            (room.around.sessions ? (
              <RoomSessions title={room.words.free} sessions={room.around.sessions} />
            ) : (
              <RoomWeek title={room.words.free} week={room.week} />
            ))}
          {!room.archived && room.can.edit && <ImportLink pole={pole} resource={room.id} />}
        </div>
        {!room.archived && <RoomCard pole={pole} room={room} />}
      </div>
      <RoomRules rules={room.rules} editRules={room.editRules} />
      <div className="section halves">
        <RoomPrices rates={room.rates} setRates={room.setRates} />
        <RoomAccess place={room.place} />
      </div>
      {room.others && <OtherRooms others={room.others} kind={room.kind} />}
      <UseLinks pole={pole} id={room.id} owner={room.can.edit} />
      {chosen && !chosen.refusal && room.can.book && (
        <div className="bar-book">
          <p>
            <b>{chosen.price.total}</b>
            <span>{chosen.short}</span>
          </p>
          <ButtonLink to={chosen.confirm}>{chosen.approval ? ts("book") : t("book")}</ButtonLink>
        </div>
      )}
    </div>
  );
}
