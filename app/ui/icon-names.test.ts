import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { iconNames } from "./icon-names";

it("names exactly the icons of the sprite", () => {
  const sprite = readFileSync(new URL("../../public/icons.svg", import.meta.url), "utf8");
  const inSprite = [...sprite.matchAll(/<symbol id="i-([^"]+)"/g)].map(([, name]) => name);
  expect([...iconNames]).toEqual(inSprite);
});
