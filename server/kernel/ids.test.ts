import { describe, expect, it } from "vitest";
import { isId, newId } from "./ids";

describe("ids", () => {
  it("a new id is a UUID version 7 that begins with the present millisecond", () => {
    const before = Date.now();
    const id = newId();
    const made = parseInt(id.replace("-", "").slice(0, 12), 16);
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    expect(made).toBeGreaterThanOrEqual(before);
    expect(made).toBeLessThanOrEqual(Date.now());
  });

  it("ten thousand ids are all different, and all ids", () => {
    const ids = Array.from({ length: 10_000 }, newId);
    expect(new Set(ids).size).toBe(10_000);
    expect(ids.every(isId)).toBe(true);
  });

  it("any version is accepted, any other writing is not", () => {
    expect(isId("8f14e45f-ceea-467f-a0e6-1c2b3d4e5f60")).toBe(true);
    expect(isId("8F14E45F-CEEA-467F-A0E6-1C2B3D4E5F60")).toBe(false);
    expect(isId("{8f14e45f-ceea-467f-a0e6-1c2b3d4e5f60}")).toBe(false);
    expect(isId("8f14e45fceea467fa0e61c2b3d4e5f60")).toBe(false);
    expect(isId("8f14e45f-ceea-467f-a0e6-1c2b3d4e5f60\n")).toBe(false);
    expect(isId("")).toBe(false);
    expect(isId(undefined)).toBe(false);
  });
});
