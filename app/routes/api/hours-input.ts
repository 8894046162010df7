import { z } from "zod";
import type { AsForm, Names } from "~/http/api-form";
import type { OpeningHours } from "~server/catalogue";
import { timeText } from "~server/kernel/time";

/** Hours of a week, as answers tell them and requests send them. */
const Hours = z.strictObject({
  weekday: z.int().min(1).max(7),
  opens: z.string().meta({ examples: ["08:00"] }),
  closes: z.string().meta({ examples: ["18:00", "24:00"] }),
});

/** A day opens twice at most, as in the form of its page. */
export const WeekInput = z
  .array(Hours)
  .max(14)
  .check(({ value, issues }) => {
    for (const [index, { weekday }] of value.entries()) {
      if (value.slice(0, index).filter((other) => other.weekday === weekday).length < 2) continue;
      issues.push({ code: "custom", message: "hours_thrice", path: [index, "weekday"], input: weekday });
    }
  });

/** A week as the form of a page sends it; `at` is where it is in the request, `within` in the form. */
export function weekAsForm(week: z.output<typeof WeekInput>, at: string, within = at): AsForm {
  const names: Record<string, string> = { [within]: at };
  const days = [1, 2, 3, 4, 5, 6, 7].map((weekday) => {
    const [first, second] = week
      .map((hours, index) => ({ ...hours, index }))
      .filter((hours) => hours.weekday === weekday)
      .sort((a, b) => a.opens.localeCompare(b.opens));
    const day = `${within}.days.${weekday - 1}`;
    if (!first) return {};
    Object.assign(names, {
      [day]: `${at}.${first.index}`,
      [`${day}.opens`]: `${at}.${first.index}.opens`,
      [`${day}.closes`]: `${at}.${first.index}.closes`,
    });
    const open = { open: true, opens: first.opens, closes: first.closes };
    if (!second) return open;
    names[`${day}.reopens`] = `${at}.${second.index}.opens`;
    names[`${day}.recloses`] = `${at}.${second.index}.closes`;
    return { ...open, reopens: second.opens, recloses: second.closes };
  });
  return { form: { days }, names: names satisfies Names };
}

/** Hours as the API tells them. */
export function shownHours(hours: readonly OpeningHours[]): z.input<typeof WeekInput> {
  return hours.map(({ weekday, opens, closes }) => ({ weekday, opens: timeText(opens), closes: timeText(closes) }));
}
