import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { readCalendar, type ReadCalendar } from "./read";

interface Expected {
  readonly window: readonly [string, string];
  readonly hard: string;
  readonly occurrences: readonly {
    readonly start: string;
    readonly end: string;
    readonly allDay: boolean;
    readonly summary: string;
    readonly uid: string;
    readonly startUtc?: string;
    readonly endUtc?: string;
  }[];
}

const FOLDER = new URL("../../../tests/fixtures/ical/", import.meta.url);
const bytesOf = (name: string) => readFileSync(new URL(name, FOLDER));
const expected = (JSON.parse(bytesOf("expected.json").toString()) as { files: Record<string, Expected> }).files;
const odd = (JSON.parse(bytesOf("odd.json").toString()) as { files: Record<string, { hard: string }> }).files;

function read(
  bytes: Uint8Array | string,
  { from = "2000-01-01", to = "2040-01-01", zone = "Europe/Paris" } = {},
): ReadCalendar {
  const file = typeof bytes === "string" ? Buffer.from(bytes) : bytes;
  const outcome = readCalendar(file, {
    timeZone: zone,
    from: new Date(`${from}T00:00Z`),
    to: new Date(`${to}T00:00Z`),
  });
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

const plain = (date: Date) => date.toISOString().replace(".000Z", "Z");

/** Occurrences as lines to compare: whole days by their dates, the others by their instants. */
function linesOf({ occurrences }: ReadCalendar): string[] {
  return occurrences
    .map(({ start, end, days, title }) =>
      days ? `${days.first} ${days.end} ${title}` : `${plain(start)} ${plain(end)} ${title}`,
    )
    .sort();
}

describe("a calendar as programs write them", () => {
  test.each(Object.entries(expected))("%s is read occurrence by occurrence", (name, { window, occurrences }) => {
    const [from, to] = window;
    const wanted = occurrences
      .map(({ start, end, allDay, summary, startUtc, endUtc }) =>
        allDay ? `${start} ${end} ${summary.trim()}` : `${startUtc} ${endUtc} ${summary.trim()}`,
      )
      .sort();
    expect(linesOf(read(bytesOf(name), { from, to, zone: "UTC" }))).toEqual(wanted);
  });

  test("all of the files are here", () => {
    expect([Object.keys(expected).length, Object.keys(odd).length]).toEqual([21, 12]);
  });
});

describe("a calendar that is odd", () => {
  /** What comes of it: its occurrences, and what is told to the person. */
  const answers: Record<string, { lines?: string[]; problems?: string[]; refused?: string }> = {
    "issue_132_swapped_start_and_end.ics": { lines: [], problems: ["ends_before_start"] },
    "issue_117_until_before_dtstart.ics": { lines: [], problems: [] },
    // The rule is left out, the event is kept.
    "bad_rrule_missing_until_event.ics": {
      lines: ["2019-08-01T13:00:00Z 2019-08-01T14:00:00Z blabla"],
      problems: ["bad_rule"],
    },
    "issue_201_mixed_datetime_and_date.ics": { lines: ["2023-07-24 2023-08-17 Congés"], problems: [] },
    "issue-340.ics": { lines: [], problems: ["bad_end"] },
    "issue-343.ics": {
      lines: [
        "2024-09-23T08:00:00Z 2024-09-23T08:30:00Z Team Meeting",
        "2024-10-07T08:00:00Z 2024-10-07T08:30:00Z Team Meeting",
      ],
      problems: ["no_start"],
    },
    "issue_237_fail_to_parse_timezone_with_non_ascii_tzid.ics": {
      lines: ["2017-05-11T16:30:00Z 2017-05-11T17:00:00Z "],
      problems: [],
    },
    "issue_313_globally_unique_tzid.ics": {
      lines: [
        "2020-04-26T12:00:00Z 2020-04-26T13:00:00Z libical / Evolution globally unique TZID",
        "2020-04-26T17:00:00Z 2020-04-26T18:00:00Z vendor prefix in front of a multi-part Olson name",
        "2020-04-26T18:00:00Z 2020-04-26T19:00:00Z Mozilla Lightning globally unique TZID",
      ],
      problems: [],
    },
    "issue_722_timezone_transition_ambiguity.ics": {
      lines: [
        "2024-03-02T20:00:00Z 2024-03-02T20:00:00Z This event is clearly in winter",
        "2024-05-04T19:00:01Z 2024-05-04T19:00:01Z Transition is from 8am -> 6am, so 7:00:01 is winter RFC5545 does not allow us to be at the later TZ.",
        "2024-05-04T22:00:01Z 2024-05-04T22:00:01Z Transition is from 8am -> 6am, so 8:00:01 is summer",
        "2024-08-02T22:00:00Z 2024-08-02T22:00:00Z This event is clearly in summer",
      ],
      problems: [],
    },
    "multiple_calendar_components.ics": {
      lines: [
        "2003-05-01 2003-05-02 Boxing Day",
        "2003-12-25 2003-12-26 Christmas Day",
        "2003-12-25 2003-12-26 Christmas again!",
      ],
      problems: [],
    },
    "issue_348_exception_parsing_value.ics": {
      lines: ["2019-06-24T06:30:00Z 2019-06-24T16:30:00Z Sixt : détails de votre réservation"],
      problems: [],
    },
    // RFC 5545: once, counted on from before the gap; in a series, not at all.
    "composed_europe_paris_gap.ics": {
      lines: [
        "2027-03-21T01:30:00Z 2027-03-21T02:00:00Z Tous les dimanches à 2 h 30",
        "2027-03-28T01:30:00Z 2027-03-28T02:00:00Z Une seule fois à une heure qui n'existe pas",
        "2027-04-04T00:30:00Z 2027-04-04T01:00:00Z Tous les dimanches à 2 h 30",
        "2027-04-11T00:30:00Z 2027-04-11T01:00:00Z Tous les dimanches à 2 h 30",
      ],
      problems: [],
    },
  };

  test.each(Object.entries(odd))("%s is read, or refused for a reason ($hard)", (name) => {
    const calendar = read(bytesOf(name));
    const found = { lines: linesOf(calendar), problems: calendar.problems.map(({ code }) => code) };
    expect(found).toEqual(answers[name]);
  });
});

describe("a calendar made to hurt", () => {
  const event = (lines: string, wrap = "VCALENDAR") =>
    `BEGIN:${wrap}\r\nBEGIN:VEVENT\r\nUID:1\r\n${lines}\r\nEND:VEVENT\r\nEND:${wrap}\r\n`;
  const code = (file: Uint8Array | string) => {
    const bytes = typeof file === "string" ? Buffer.from(file) : file;
    const window = { timeZone: "Europe/Paris", from: new Date("2026-11-25T00:00Z"), to: new Date("2028-11-25T00:00Z") };
    const outcome = readCalendar(bytes, window);
    return outcome.ok ? outcome.value.occurrences.length : outcome.problem.code;
  };
  const daily = (rule: string, start = "20261201T090000Z") =>
    event(`DTSTART:${start}\r\nDURATION:PT1H\r\nRRULE:${rule}`);

  test.each([
    ["nothing", "", "empty_file"],
    ["a page", "<!doctype html><p>404</p>", "not_a_calendar"],
    ["a picture", Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 0, 0, 13]), "not_text"],
    ["text with a NUL in it", event("SUMMARY:a\0b\r\nDTSTART:20261201T090000Z"), "not_text"],
    ["more than two megabytes", "X".repeat(2_000_001), "file_too_large"],
    ["more than 100 000 lines", "BEGIN:VCALENDAR\n" + "A:1\n".repeat(100_000), "too_many_lines"],
    ["one endless line", event(`SUMMARY:${"x".repeat(60_000)}\r\nDTSTART:20261201T090000Z`), "line_too_long"],
    ["folds without end", event(`SUMMARY:x${"\r\n y".repeat(60_000)}\r\nDTSTART:20261201T090000Z`), "line_too_long"],
    ["components in components", "BEGIN:VCALENDAR\n" + "BEGIN:VEVENT\n".repeat(1000), "too_deep"],
    ["too many events", `BEGIN:VCALENDAR\n${"BEGIN:VEVENT\nEND:VEVENT\n".repeat(5001)}`, "too_many_events"],
    ["thousands of occurrences", daily("FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7,8,9,10,11,12"), "too_many_occurrences"],
  ])("that is %s is refused with its reason", (_what, file, reason) => {
    expect(code(file)).toBe(reason);
  });

  test.each([
    ["each second", "FREQ=SECONDLY"],
    ["each minute, in a month that has no such day", "FREQ=MINUTELY;BYMONTH=2;BYMONTHDAY=30"],
    ["every second of some days", "FREQ=DAILY;BYHOUR=0,1,2,3,4,5,6,7;BYMINUTE=0,1,2,3,4,5;BYSECOND=0,1,2,3"],
    ["a misspelt part", "FREQ=DAILY;UNTL=20270101"],
    ["no interval", "FREQ=DAILY;INTERVAL=0"],
    ["the same part twice", "FREQ=DAILY;COUNT=2;COUNT=3"],
    ["a day that is none", "FREQ=WEEKLY;BYDAY=XX"],
    ["an end that is none", "FREQ=DAILY;UNTIL=demain"],
  ])("that repeats with %s keeps its first time only", (_what, rule) => {
    expect(code(daily(rule))).toBe(1);
  });

  test.each([
    ["on 30 February", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"],
    ["on the 366th day of each 100th year", "FREQ=YEARLY;INTERVAL=10000;BYYEARDAY=366"],
    ["in week 53, from the year 1000 on", "FREQ=YEARLY;BYWEEKNO=53;BYSETPOS=366"],
    ["a million times, all long ago", "FREQ=DAILY;COUNT=1000"],
  ])("that repeats %s ends", (_what, rule) => {
    expect(code(daily(rule, "10000101T090000Z"))).toBe(0);
  });

  test("that counts its times from the year 1000 to today costs too much, and says so", () => {
    expect(code(daily("FREQ=DAILY;COUNT=999999", "10000101T090000Z"))).toBe("too_many_occurrences");
  });

  test("whose time zone never stops changing costs too much, or is left", () => {
    const zone = (rule: string) =>
      `BEGIN:VCALENDAR\nBEGIN:VTIMEZONE\nTZID:Nulle part\nBEGIN:STANDARD\nDTSTART:16010101T000000\nTZOFFSETFROM:+0100\nTZOFFSETTO:+0200\nRRULE:${rule}\nEND:STANDARD\nEND:VTIMEZONE\nBEGIN:VEVENT\nUID:1\nDTSTART;TZID=Nulle part:20261201T090000\nEND:VEVENT\nEND:VCALENDAR`;
    expect(code(zone("FREQ=SECONDLY"))).toBe(1);
    expect(code(zone("FREQ=DAILY;COUNT=1000000"))).toBe("too_many_occurrences");
  });

  test("in the old Western encoding, or in UTF-16, is read with its accents", () => {
    const file = event("SUMMARY:Réunion\r\nDTSTART:20261201T090000Z");
    const titles = [
      Buffer.from(file, "latin1"),
      Buffer.from(`\ufeff${file}`, "utf16le"),
      Buffer.from(`\ufeff${file}`),
    ].map((bytes) => read(bytes).occurrences[0]?.title);
    expect(titles).toEqual(["Réunion", "Réunion", "Réunion"]);
  });

  test("cut anywhere, or with any byte changed, is read or refused, and never breaks", () => {
    const files = Object.keys(expected).map(bytesOf);
    fc.assert(
      fc.property(
        fc.constantFrom(...files),
        fc.nat(),
        fc.nat(),
        fc.uint8Array({ maxLength: 8 }),
        (file, at, cut, bytes) => {
          const broken = Buffer.from(file.subarray(0, file.length - (cut % 3 === 0 ? cut % file.length : 0)));
          broken.set(bytes.subarray(0, Math.max(0, broken.length - (at % broken.length))), at % broken.length);
          expect(["number", "string"]).toContain(typeof code(broken));
        },
      ),
      { numRuns: 100 },
    );
  });
});
