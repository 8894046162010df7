import fc from "fast-check";
import ICAL from "ical.js";
import ical from "node-ical";
import { describe, expect, test } from "vitest";
import { eventText, FEED_END, feedHead, type FeedEvent } from "./feed-text";

const EVENT: FeedEvent = {
  uid: "booking-0192f3a0-0000-7000-8000-000000000001@grappe",
  sequence: 2,
  changedAt: new Date("2026-11-20T09:30:00.123Z"),
  start: new Date("2027-10-31T00:30:00Z"),
  end: new Date("2027-10-31T01:30:00Z"),
  summary: "Salle du Pressoir – Conseil; d'administration, « été » \\ bilan",
  location: "Salle du Pressoir, 3, rue du Canal",
  description: "Objet : bilan\nhttps://grappe.example/r/1",
  url: "https://grappe.example/r/1",
  status: "CONFIRMED",
};

function feed(...events: Partial<FeedEvent>[]): string {
  const texts = events.map((event) => eventText({ ...EVENT, ...event }));
  return [feedHead("Pôle", "Europe/Paris"), ...texts, FEED_END].join("");
}

describe("the text of a feed", () => {
  test("says each event line by line, in UTC", () => {
    const lines = feed({}).replaceAll("\r\n ", "").split("\r\n");
    expect(lines).toEqual([
      "BEGIN:VCALENDAR",
      "PRODID:-//Grappe//Grappe//FR",
      "VERSION:2.0",
      "CALSCALE:GREGORIAN",
      "NAME:Pôle",
      "X-WR-CALNAME:Pôle",
      "X-WR-TIMEZONE:Europe/Paris",
      "REFRESH-INTERVAL;VALUE=DURATION:PT15M",
      "X-PUBLISHED-TTL:PT15M",
      "BEGIN:VEVENT",
      "UID:booking-0192f3a0-0000-7000-8000-000000000001@grappe",
      "SEQUENCE:2",
      "DTSTAMP:20261120T093000Z",
      "LAST-MODIFIED:20261120T093000Z",
      "DTSTART:20271031T003000Z",
      "DTEND:20271031T013000Z",
      "SUMMARY:Salle du Pressoir – Conseil\\; d'administration\\, « été » \\\\ bilan",
      "LOCATION:Salle du Pressoir\\, 3\\, rue du Canal",
      "DESCRIPTION:Objet : bilan\\nhttps://grappe.example/r/1",
      "URL:https://grappe.example/r/1",
      "STATUS:CONFIRMED",
      "TRANSP:OPAQUE",
      "END:VEVENT",
      "END:VCALENDAR",
      "",
    ]);
  });

  test("has no line over 75 octets, and breaks no character", () => {
    const text = feed({ summary: "é".repeat(90) + "😀".repeat(60) + "a".repeat(200), description: "à\n".repeat(300) });
    for (const line of text.split("\r\n")) {
      expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(line).not.toMatch(/[\r\n\ufffd]/);
    }
    expect(text.replaceAll("\r\n ", "")).toContain("😀".repeat(60));
  });

  test("is read back the same by two other readers, whatever people type", () => {
    // What a database's text can hold: no NUL, no half of a pair.
    const typed = fc.string({ unit: "binary", maxLength: 150 }).map((text) => text.replaceAll("\0", ""));
    const kept = (text: string) => text.replace(/\r\n?/g, "\n").replace(/[^\P{Cc}\n]/gu, " ");
    fc.assert(
      fc.property(typed, typed, typed, (summary, location, description) => {
        const text = feed({ summary, location, description }, { uid: "second" });
        const events = new ICAL.Component(ICAL.parse(text) as unknown[]).getAllSubcomponents("vevent");
        expect(events.map((event) => event.getFirstPropertyValue("uid"))).toEqual([EVENT.uid, "second"]);
        expect(events[0]?.getFirstPropertyValue("summary")).toBe(kept(summary));
        expect(events[0]?.getFirstPropertyValue("description") ?? "").toBe(kept(description));
        expect(events[0]?.getFirstPropertyValue("location") ?? "").toBe(kept(location));
      }),
    );
    const event = Object.values(ical.sync.parseICS(feed({}))).find((part) => part?.type === "VEVENT") as ical.VEvent;
    expect(event.start.toISOString()).toBe("2027-10-31T00:30:00.000Z");
    expect(event.summary).toBe(EVENT.summary);
    expect(event.description).toBe(EVENT.description);
  });
});
