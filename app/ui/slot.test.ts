import { expect, it } from "vitest";
import { stripOf, type Slot } from "./slot";

const slot = (kind: Slot["kind"], span: number): Slot => ({ kind, span, time: "" });

it("draws what is not free, in percent of the day", () => {
  expect(stripOf([slot("taken", 2), slot("free", 1), slot("mine", 1)])).toEqual([
    { kind: "taken", from: 0, to: 50 },
    { kind: "mine", from: 75, to: 100 },
  ]);
});

it("draws the choice as an outline, and the past as closed", () => {
  expect(stripOf([slot("past", 1), slot("pick", 1)])).toEqual([
    { kind: "closed", from: 0, to: 50 },
    { kind: "ask", from: 50, to: 100 },
  ]);
});

it("draws what is closed and what is taken as one stretch", () => {
  expect(stripOf([slot("closed", 1), slot("taken", 1), slot("taken", 1), slot("free", 1)])).toEqual([
    { kind: "closed", from: 0, to: 75 },
  ]);
});
