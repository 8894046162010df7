import { merge } from "../kernel/intervals";
import { parseTime } from "../kernel/time";

/** An opening of a weekday (1 is Monday), in minutes of the wall clock. */
export interface Opening {
  readonly weekday: number;
  readonly opens: number;
  readonly closes: number;
}

const DAYS = ["lun", "mar", "mer", "jeu", "ven", "sam", "dim"];
const ENGLISH = ["mon", "tue", "wed", "thu", "fri", "sat", "sun"];
const EVERY_DAY = [1, 2, 3, 4, 5, 6, 7];

type Token = { day: number } | { days: readonly number[] } | { time: number } | { to: true };

/**
 * "lun-ven 8h-20h ; sam 9h-13h", "du lundi au vendredi de 9 h à 12 h 30 et de 14 h à 18 h", "7j/7 24h/24" as opening
 * hours, without overlaps; null when a word or an hour of it is not understood. Midnight at the end of a day is 24 h.
 */
export function parseWeek(text: string): Opening[] | null {
  const tokens = tokensOf(text);
  if (!tokens) return null;
  const openings: Opening[] = [];
  let days: number[] = [];
  let times: number[] = [];
  const close = (): boolean => {
    if (times.length % 2 !== 0) return false;
    const said = days.length > 0 ? days : EVERY_DAY;
    for (let index = 0; index < times.length; index += 2) {
      const [opens, end] = [times[index]!, times[index + 1]!];
      const closes = end === 0 ? 1440 : end;
      if (closes <= opens) return false;
      for (const weekday of said) openings.push({ weekday, opens, closes });
    }
    return true;
  };
  for (const [index, token] of tokens.entries()) {
    if ("time" in token) times.push(token.time);
    if (!("day" in token) && !("days" in token)) continue;
    if (times.length > 0) {
      if (!close()) return null;
      [days, times] = [[], []];
    }
    const [before, range] = [tokens[index - 2], tokens[index - 1]];
    if ("days" in token) days.push(...token.days);
    else if (range && "to" in range && before && "day" in before) {
      for (let day = before.day; day !== token.day; day = (day % 7) + 1) days.push((day % 7) + 1);
    } else days.push(token.day);
  }
  if (times.length === 0 || !close()) return null;
  return EVERY_DAY.flatMap((weekday) =>
    merge(
      openings.filter((one) => one.weekday === weekday).map(({ opens, closes }) => ({ start: opens, end: closes })),
    ).map(({ start, end }) => ({ weekday, opens: start, closes: end })),
  );
}

function tokensOf(text: string): Token[] | null {
  const source = text
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[\u00a0\u202f]/g, " ")
    .replace(/[\u2010-\u2015\u2212]/g, "-")
    .replace(/24 ?h? ?(?:\/|sur) ?24 ?h?/g, " 0h-24h ")
    .replace(/7 ?j?(?:ours)? ?(?:\/|sur) ?7 ?j?(?:ours)?/g, " tous les jours ");
  const tokens: Token[] = [];
  const piece =
    /\s+|[;,./&+:()|]|(tous les jours|every day|semaine|weekdays|week-?end)|([a-z]+)\.?|(\d{1,2}(?: ?[h:] ?\d{2}(?!\d)| ?h)?)|(-+)/y;
  while (piece.lastIndex < source.length) {
    const found = piece.exec(source);
    if (!found) return null;
    const [, group, word, hour, dash] = found;
    if (group)
      tokens.push({
        days:
          group.startsWith("week-") || group === "weekend"
            ? [6, 7]
            : /^(semaine|weekdays)$/.test(group)
              ? [1, 2, 3, 4, 5]
              : EVERY_DAY,
      });
    else if (hour) {
      const time = parseTime(hour);
      if (time === null) return null;
      tokens.push({ time });
    } else if (dash || word === "au" || word === "a" || word === "to") tokens.push({ to: true });
    else if (word) {
      const day = dayOf(word);
      if (day) tokens.push({ day });
      else if (!FILLERS.has(word)) return null;
    }
  }
  return tokens;
}

const FILLERS = new Set("du de des le les la et and from puis ouvert ouverte en".split(" "));

function dayOf(word: string): number | null {
  const short = word.slice(0, 3);
  const day = Math.max(DAYS.indexOf(short), ENGLISH.indexOf(short)) + 1;
  return day > 0 ? day : null;
}
