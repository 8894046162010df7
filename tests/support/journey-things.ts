import { AxeBuilder } from "@axe-core/playwright";
import { expect, type Page } from "playwright/test";
import type postgres from "postgres";
import { newId } from "../../server/kernel/ids";

/** What RGAA 4.1 and WCAG 2.2 AA ask, as far as a machine can tell. */
const ACCESSIBILITY = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "RGAAv4"];

/** What on this page shuts somebody out, each with where; the frame that shows a mail is not looked into. */
export async function barriersOn(page: Page, except: string[] = []): Promise<string[]> {
  const axe = new AxeBuilder({ page }).exclude("iframe[sandbox]").withTags(ACCESSIBILITY).disableRules(except);
  // A page without frames is read in one go: the same answers in half the time. With frames, the other way goes into
  // none that is excluded, where axe could not run and waiting for it would never end.
  axe.setLegacyMode(page.frames().length === 1);
  const { violations } = await axe.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Nothing on this page shuts anybody out, but for the rules in `except`. */
export async function expectAccessible(page: Page, except: string[] = []): Promise<void> {
  // A colour on its way to another is neither: without motion, there is no way.
  await page.emulateMedia({ reducedMotion: "reduce" });
  expect(await barriersOn(page, except)).toEqual([]);
  await page.emulateMedia({ reducedMotion: null });
}

/**
 * A room of a journey's own, so that nobody else's bookings are in the way: open day and night, shared by the structure
 * of the demonstration's employee and administrator. `fields` are columns of `resources`.
 */
export async function ownRoom(
  sql: postgres.Sql,
  name: string,
  fields: Record<string, string | number> = {},
): Promise<{ id: string; doorCode: string }> {
  const [id, unit] = [newId(), newId()];
  const [owner] = await sql<{ pole_id: string; structure_id: string }[]>`
    select m.pole_id, m.structure_id from memberships m join affiliations a using (structure_id)
      join people p on p.id = a.person_id join poles po on po.id = m.pole_id
     where p.email = 'administrator@demo.example' and po.slug = 'val-d-orme'`;
  if (!owner) throw new Error("The demonstration misses its administrator.");
  const { pole_id, structure_id } = owner;
  await sql`insert into resources ${sql({ id, pole_id, structure_id, kind: "room", name, capacity: 6, min_minutes: 30, ...fields })}`;
  await sql`insert into units ${sql({ id: unit, pole_id })}`;
  await sql`insert into resource_units ${sql({ pole_id, resource_id: id, unit_id: unit })}`;
  await sql`insert into opening_hours ${sql([1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ pole_id, resource_id: id, weekday, opens: 0, closes: 1440 })))}`;
  const [row] = await sql<{ door_code: string }[]>`select door_code from resources where id = ${id}`;
  return { id, doorCode: row?.door_code ?? "" };
}
