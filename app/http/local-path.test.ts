import { describe, expect, it } from "vitest";
import { localPath } from "./local-path";

describe("the page to come back to", () => {
  it.each(["/", "/poles/val-d-orme", "/poles/val-d-orme/catalogue?q=salle&de=14:00#semaine", "/compte"])(
    "may be a page of this site: %s",
    (path) => {
      expect(localPath(path)).toBe(path);
    },
  );

  it.each([
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "\\/evil.example",
    "/\t/evil.example",
    "/\n/evil.example",
    "/poles\\..\\..\\evil.example",
    "/.//evil.example",
    "/x/..//evil.example",
    "javascript:alert(1)",
    "http:evil.example",
    "evil.example",
    " /compte",
    "",
    `/${"a".repeat(2000)}`,
    null,
    undefined,
  ])("is never anything else: %j", (text) => {
    expect(localPath(text)).toBeNull();
  });
});
