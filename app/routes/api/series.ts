import { apiRoute, endpoint } from "~/http/api";
import { seriesOf } from "~server/bookings";
import { Series, shownSeries } from "./series-shape";

const read = endpoint("GET", "/series/:series", {
  summary: { fr: "Une série et toutes ses dates", en: "A series and all its dates" },
  scope: "bookings:read",
  response: Series,
  handle: async ({ actor, params }) => shownSeries(await seriesOf(actor, params.series), actor),
});

export const loader = apiRoute(read);
export const action = loader;
