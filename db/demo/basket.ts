import type postgres from "postgres";
import { addDays, instantAt, weekdayOf, type LocalDate } from "../../server/kernel/time";
import { demoId } from "./chance";
import type { DemoPole } from "./describe";
import { poleId, resourceId } from "./ids";

/** What one person of the pôle has put aside: a room and its coffee, when nothing is booked yet. */
export async function insertBasket(
  tx: postgres.TransactionSql,
  pole: DemoPole,
  today: LocalDate,
  zone: string,
): Promise<void> {
  const [person] = await tx<{ id: string }[]>`select id from people where email = 'employee@demo.example'`;
  if (!person) return;
  let day = addDays(today, 58);
  while (weekdayOf(day) > 5) day = addDays(day, 1);
  const at = (minutes: number) => instantAt(day, minutes, zone);
  const [room, coffee] = [demoId(`basket ${pole.slug} room`), demoId(`basket ${pole.slug} coffee`)];
  const item = { pole_id: poleId(pole), person_id: person.id };
  await tx`insert into basket_items ${tx([
    {
      ...item,
      id: room,
      resource_id: resourceId(pole, "la-verriere"),
      starts_at: at(9 * 60),
      ends_at: at(12 * 60),
      quantity: 1,
      attendees: 10,
      parent_id: null,
      message: "",
    },
    {
      ...item,
      id: coffee,
      resource_id: resourceId(pole, "accueil-cafe"),
      starts_at: at(9 * 60),
      ends_at: at(9 * 60 + 30),
      quantity: 10,
      attendees: null,
      parent_id: room,
      message: "Deux personnes sans lactose",
    },
  ])}`;
}
