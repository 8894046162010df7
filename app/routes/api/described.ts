import type { ApiRoute } from "~/http/api";
import { loader as availability } from "./availability";
import { loader as baskets } from "./baskets";
import { loader as booking } from "./booking";
import { loader as bookingCancellation } from "./booking-cancellation";
import { loader as bookings } from "./bookings";
import { loader as me } from "./me";
import { loader as resource } from "./resource";
import { loader as resourceAvailability } from "./resource-availability";
import { loader as resources } from "./resources";
import { loader as oneSeries } from "./series";
import { loader as seriesCancellation } from "./series-cancellation";
import { loader as seriesPreview } from "./series-preview";
import { loader as series } from "./series-start";

/**
 * Every route of the API but the document itself, in the order of app/routes.ts. A new one adds its line here; a
 * test misses it otherwise.
 * Not in a route's own file: Remix empties those of their loaders for the browser.
 */
export function described(): ApiRoute[] {
  return [
    me,
    resources,
    resource,
    resourceAvailability,
    availability,
    bookings,
    booking,
    bookingCancellation,
    series,
    seriesPreview,
    oneSeries,
    seriesCancellation,
    baskets,
  ];
}
