import { expect, it } from "vitest";
import { chosenDay } from "./day-field";

it("reads a day of the list", () => {
  expect(chosenDay(new URLSearchParams("jour=2026-11-26&jourOther="), "jour")).toBe("2026-11-26");
});

it("reads the other date only where the list says another date", () => {
  expect(chosenDay(new URLSearchParams("jour=other&jourOther=2027-01-03"), "jour")).toBe("2027-01-03");
  expect(chosenDay(new URLSearchParams("jour=2026-11-26&jourOther=2027-01-03"), "jour")).toBe("2026-11-26");
});

it("reads nothing where nothing was chosen", () => {
  expect(chosenDay(new URLSearchParams(), "jour")).toBe("");
  expect(chosenDay(new URLSearchParams("jour=other"), "jour")).toBe("");
});
