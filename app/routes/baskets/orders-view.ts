import type { Order } from "~server/baskets";
import type { Actor } from "~server/kernel/actor";
import { formatDay, formatDayRange, formatNumber, formatTimeRange } from "~server/kernel/format";
import { addDays, localDateOf, minutesOf, parseLocalDate } from "~server/kernel/time";
import { capital } from "../bookings/words";

/** How many days a page shows. */
const DAYS = 7;

/** The days asked for, the weeks beside them, and what puts orders into words. */
export function ordersView(actor: Actor, address: URLSearchParams, now: Date) {
  const { locale, timeZone } = actor;
  const from = parseLocalDate(address.get("jour") ?? "") ?? localDateOf(now, timeZone);
  return {
    from,
    days: DAYS,
    period: formatDayRange(from, addDays(from, DAYS - 1), locale),
    previous: addDays(from, -DAYS),
    next: addDays(from, DAYS),
    byDay: (orders: readonly Order[]) =>
      [...new Set(orders.map(({ day }) => day))].map((date) => ({
        date,
        label: capital(formatDay(date, locale, { year: true })),
        orders: orders
          .filter(({ day }) => day === date)
          .map((order) => ({
            id: order.id,
            hours: formatTimeRange(
              minutesOf(order.start, date, timeZone),
              minutesOf(order.end, date, timeZone),
              locale,
            ),
            quantity: formatNumber(order.quantity, locale),
            service: order.serviceName,
            structure: order.structureName,
            person: order.personName,
            goesWith: order.goesWith ? [order.goesWith.name, order.goesWith.place].filter(Boolean).join(", ") : "",
            people: order.attendees,
            message: order.message,
            asked: order.state === "requested",
          })),
      })),
  };
}
