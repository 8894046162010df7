import { expect, type Locator, type Page } from "playwright/test";
import { addDays, localDateOf, weekdayOf, type LocalDate } from "../../server/kernel/time";

/** The password of every account of the demonstration. */
const PASSWORD = "grappe-demo-2026";
/** The pôle of the demonstration, and its clock. */
export const POLE = "/poles/val-d-orme";
export const ZONE = "Europe/Paris";

/** Somebody of the demonstration, or with its password, signs in, and stands on the first page of their pôle. */
export async function signIn(page: Page, account: string, pole = POLE): Promise<void> {
  await page.goto("/connexion");
  await page.locator("input[type=email]").fill(`${account}@demo.example`);
  await page.locator("input[type=password]").fill(PASSWORD);
  await page.locator("input[type=password]").press("Enter");
  await page.waitForURL(`**${pole}`);
}

/** The `rank`th working day that is more than `after` days ahead: journeys that book each take days of their own. */
export function workingDay(after: number, rank = 0): LocalDate {
  let day = addDays(localDateOf(new Date(), ZONE), after);
  for (let left = rank; ; day = addDays(day, 1)) {
    if (weekdayOf(day) > 5) continue;
    if (left === 0) return day;
    left -= 1;
  }
}

/** Presses Tab until `target` has the focus. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible();
  for (let presses = 0; presses < 150; presses += 1) {
    if (await target.evaluate((element) => element === document.activeElement)) return;
    await page.keyboard.press("Tab");
  }
  throw new Error("The keyboard did not reach it.");
}
