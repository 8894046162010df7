import fc from "fast-check";
import ICAL from "ical.js";
import ical from "node-ical";
import { describe, expect, test } from "vitest";
import { calendarOf, type CalendarMethod } from "./calendar";
import type { ToldBooking } from "./queries";

const BOOKING: ToldBooking = {
  id: "0192f3a0-0000-7000-8000-000000000001",
  state: "confirmed",
  sequence: 0,
  title: "Conseil; d'administration, « été » \\ bilan",
  titleShared: false,
  quantity: 1,
  attendees: 8,
  startsAt: new Date("2026-11-26T13:00:00Z"),
  endsAt: new Date("2026-11-26T16:00:00Z"),
  priceCents: 1800,
  cancelReason: null,
  declineReason: null,
  expiresAt: null,
  message: "",
  cancelledById: null,
  cancelledByName: null,
  personId: "0192f3a0-0000-7000-8000-000000000002",
  personName: 'Claire "Clairette" Morin; Ferrand, née: Dupré',
  email: "claire@gue.example",
  locale: "fr",
  structureId: "0192f3a0-0000-7000-8000-000000000003",
  resourceId: "0192f3a0-0000-7000-8000-000000000009",
  structureName: "Les Jardins du Gué",
  resourceName: "Salle du Pressoir",
  cancelUntil: null,
  cancelNoticeMinutes: 1080,
  startStep: "none",
  instructions: "",
  placeName: "Ancienne Filature",
  placeAddress: "3, rue du Canal",
  placeTown: "Brizac",
  placeAccess: "Code à l'entrée.\r\nPremière porte à gauche.",
  poleId: "0192f3a0-0000-7000-8000-000000000004",
  poleSlug: "val-d-orme",
  poleName: "Pôle du Val d'Orme",
  timeZone: "Europe/Paris",
};

function file(method: CalendarMethod, booking: Partial<ToldBooking> = {}): string {
  return calendarOf({
    booking: { ...BOOKING, ...booking },
    method,
    locale: "fr",
    organizer: { address: "grappe@pole.example" },
    url: "https://grappe.example/poles/val-d-orme/reservations/1?a=b",
    now: new Date("2026-11-20T09:30:00Z"),
  });
}

/** The content lines of RFC 5545, put together again by hand. */
function contentLines(text: string): string[] {
  return text.replace(/\r\n /g, "").split("\r\n").slice(0, -1);
}

describe("the calendar file of a booking", () => {
  test("says what RFC 5545 and 5546 want of a request, line by line", () => {
    const lines = contentLines(file("REQUEST"));
    expect(lines.slice(0, 5)).toEqual([
      "BEGIN:VCALENDAR",
      "PRODID:-//Grappe//Grappe//FR",
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "METHOD:REQUEST",
    ]);
    expect(lines).toEqual(
      expect.arrayContaining([
        "UID:booking-0192f3a0-0000-7000-8000-000000000001@grappe",
        "SEQUENCE:0",
        "DTSTAMP:20261120T093000Z",
        "DTSTART:20261126T130000Z",
        "DTEND:20261126T160000Z",
        "STATUS:CONFIRMED",
        "LOCATION:Salle du Pressoir\\, Ancienne Filature\\, 3\\, rue du Canal\\, Brizac",
        "URL:https://grappe.example/poles/val-d-orme/reservations/1?a=b",
        "ORGANIZER;CN=Pôle du Val d'Orme:mailto:grappe@pole.example",
      ]),
    );
    expect(lines.find((line) => line.startsWith("SUMMARY"))).toBe(
      "SUMMARY:Salle du Pressoir – Conseil\\; d'administration\\, « été » \\\\ bilan",
    );
    expect(lines.find((line) => line.startsWith("ATTENDEE"))).toBe(
      'ATTENDEE;CN="Claire ’Clairette’ Morin; Ferrand, née: Dupré";CUTYPE=INDIVIDUAL;ROLE=REQ-PARTICIPANT;PARTSTAT=ACCEPTED;RSVP=FALSE:mailto:claire@gue.example',
    );
    expect(lines.slice(-2)).toEqual(["END:VEVENT", "END:VCALENDAR"]);
  });

  test("cancels with the same UID and a higher sequence", () => {
    const lines = contentLines(file("CANCEL", { state: "cancelled", sequence: 1 }));
    expect(lines).toEqual(
      expect.arrayContaining([
        "METHOD:CANCEL",
        "STATUS:CANCELLED",
        "SEQUENCE:1",
        "UID:booking-0192f3a0-0000-7000-8000-000000000001@grappe",
      ]),
    );
  });

  test("has no attendee when it is published for a download", () => {
    const lines = contentLines(file("PUBLISH"));
    expect(lines).toContain("METHOD:PUBLISH");
    expect(lines.some((line) => line.startsWith("ATTENDEE"))).toBe(false);
    expect(lines.some((line) => line.startsWith("ORGANIZER"))).toBe(true);
  });

  test("ends its lines with CRLF and folds them at 75 octets, inside no character", () => {
    const text = file("REQUEST", { title: "é".repeat(90) + "😀".repeat(60), placeAccess: "à".repeat(900) });
    expect(text.endsWith("END:VCALENDAR\r\n")).toBe(true);
    expect(text.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    for (const line of text.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(Buffer.from(line).toString()).not.toContain("\ufffd");
    }
    expect(contentLines(text).join("")).toContain("😀".repeat(60));
  });

  test("is read back the same by two other readers, whatever people type", () => {
    const typed = fc.string({ unit: "binary", maxLength: 200 });
    fc.assert(
      fc.property(typed, typed, typed, (title, personName, placeAccess) => {
        const text = file("REQUEST", { title, personName, placeAccess });
        const calendar = new ICAL.Component(ICAL.parse(text) as unknown[]);
        expect(calendar.getAllSubcomponents()).toHaveLength(1);
        const event = calendar.getFirstSubcomponent("vevent");
        expect(event?.getAllProperties("attendee")).toHaveLength(1);
        expect(event?.getFirstPropertyValue("dtstart")?.toString()).toBe("2026-11-26T13:00:00Z");
        expect(contentLines(text).filter((line) => /^(ATTENDEE|METHOD|UID|DTSTART)[;:]/.test(line))).toHaveLength(4);
      }),
    );
    const events = Object.values(ical.sync.parseICS(file("REQUEST"))).filter((part) => part.type === "VEVENT");
    expect(events).toHaveLength(1);
    const event = events[0] as ical.VEvent;
    expect(event.start.toISOString()).toBe("2026-11-26T13:00:00.000Z");
    expect(event.end.toISOString()).toBe("2026-11-26T16:00:00.000Z");
    expect(event.summary).toBe("Salle du Pressoir – Conseil; d'administration, « été » \\ bilan");
    expect(event.description).toContain("Code à l'entrée.\nPremière porte à gauche.");
    expect(event.uid).toBe("booking-0192f3a0-0000-7000-8000-000000000001@grappe");
  });

  test("keeps the instants through both changes of hour", () => {
    const lines = contentLines(
      file("REQUEST", { startsAt: new Date("2027-10-31T00:30:00Z"), endsAt: new Date("2027-10-31T01:30:00Z") }),
    );
    expect(lines).toContain("DTSTART:20271031T003000Z");
    expect(lines).toContain("DTEND:20271031T013000Z");
  });
});
