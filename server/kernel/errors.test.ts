import { describe, expect, it, vi } from "vitest";
import { Conflict, Forbidden, Invalid, isExceptional, NotFound } from "./errors";

describe("the four errors", () => {
  it("each has its status, a stable code, and a code of its own by default", () => {
    expect(new NotFound()).toMatchObject({ name: "NotFound", status: 404, code: "not_found" });
    expect(new Forbidden()).toMatchObject({ name: "Forbidden", status: 403, code: "forbidden" });
    expect(new Conflict("slot_taken", { resource: "r1" })).toMatchObject({
      name: "Conflict",
      status: 409,
      code: "slot_taken",
      message: "slot_taken",
      details: { resource: "r1" },
    });
    expect(new Invalid("invalid", { title: "too_long" })).toMatchObject({
      name: "Invalid",
      status: 422,
      fields: { title: "too_long" },
    });
  });

  it("they are told from any other error", () => {
    expect(isExceptional(new NotFound())).toBe(true);
    expect(isExceptional(new Error("not_found"))).toBe(false);
    expect(isExceptional({ status: 404 })).toBe(false);
    expect(isExceptional(null)).toBe(false);
  });

  it("they are recognised when another bundle made them", async () => {
    vi.resetModules();
    const other = await import("./errors");
    const error = new other.NotFound("no_room");
    expect(error).not.toBeInstanceOf(NotFound);
    expect(isExceptional(error)).toBe(true);
  });
});
