import { expect, test } from "vitest";
import { sectionNav } from "./section-pages";

const addresses: Partial<Record<string, string>> = { overview: "/comptes", recurring: "/comptes/charges/recurrentes" };
const addressOf = (page: string) => addresses[page] ?? `/comptes/${page}`;

const currentOf = (who: "manager" | "member", pathname: string) => {
  const { parts, pages } = sectionNav(who, pathname, addressOf);
  return [parts, pages].map((all) => all.filter(({ current }) => current).map(({ key }) => key));
};

test("a page of the accounts is found under its part, and among the pages beside it", () => {
  expect(currentOf("manager", "/comptes")).toEqual([["overview"], ["overview"]]);
  expect(currentOf("manager", "/comptes/charges")).toEqual([["charges"], ["charges"]]);
  expect(currentOf("manager", "/comptes/charges/recurrentes")).toEqual([["charges"], ["recurring"]]);
  expect(currentOf("manager", "/comptes/balances/512")).toEqual([["books"], ["balances"]]);
  expect(currentOf("member", "/comptes/readings")).toEqual([["pools"], ["readings"]]);
});

test("a part leads to its first page, and only the part one is in opens on its others", () => {
  const { parts, pages } = sectionNav("manager", "/comptes/fees", addressOf);
  expect(parts.find(({ key }) => key === "money")?.to).toBe("/comptes/budget");
  expect(pages.map(({ key }) => key)).toEqual(["budget", "fundings", "fees"]);
});

test("a member is led to no page of the pôle's own books", () => {
  const shown = ["/comptes", "/comptes/pools", "/comptes/budget"].flatMap((at) =>
    Object.values(sectionNav("member", at, addressOf)).flatMap((items) => items.map(({ to }) => to)),
  );
  expect(shown).not.toContain("/comptes/journal");
  expect(shown).not.toContain("/comptes/charges");
  expect(shown).toContain("/comptes/advances");
});
