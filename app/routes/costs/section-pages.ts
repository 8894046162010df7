/** A page of « Comptes » that its navigation leads to. */
export type SectionPage =
  | "overview"
  | "months"
  | "charges"
  | "recurring"
  | "advances"
  | "pools"
  | "measures"
  | "readings"
  | "budget"
  | "fundings"
  | "fees"
  | "journal"
  | "balances"
  | "accounts"
  | "whatIf";

type Part = {
  key: "overview" | "months" | "charges" | "advances" | "pools" | "money" | "books" | "whatIf";
  pages: SectionPage[];
};

const POOLS: Part = { key: "pools", pages: ["pools", "measures", "readings"] };
const MONEY: Part = { key: "money", pages: ["budget", "fundings", "fees"] };

/** What each is shown, in the order of a month's work: the pôle's manager, or a member's treasurer. */
const PARTS: Record<"manager" | "member", readonly Part[]> = {
  manager: [
    { key: "overview", pages: ["overview"] },
    { key: "months", pages: ["months"] },
    { key: "charges", pages: ["charges", "recurring"] },
    POOLS,
    MONEY,
    { key: "books", pages: ["journal", "balances", "accounts"] },
    { key: "whatIf", pages: ["whatIf"] },
  ],
  member: [{ key: "overview", pages: ["overview"] }, { key: "advances", pages: ["advances"] }, POOLS, MONEY],
};

/**
 * The parts of « Comptes », each a link to its first page, and the pages of the part that `pathname` is in; the current
 * ones are those whose address it is, or is under.
 */
export function sectionNav(who: keyof typeof PARTS, pathname: string, addressOf: (page: SectionPage) => string) {
  const parts = PARTS[who];
  const here = parts
    .flatMap(({ pages }) => pages)
    .filter((page) => pathname === addressOf(page) || pathname.startsWith(`${addressOf(page)}/`))
    .reduce<SectionPage | null>(
      (closest, page) => (closest && addressOf(closest).length > addressOf(page).length ? closest : page),
      null,
    );
  const isHere = ({ pages }: Part) => here !== null && pages.includes(here);
  return {
    parts: parts.map((part) => ({
      key: part.key,
      to: part.pages[0] ? addressOf(part.pages[0]) : "",
      current: isHere(part),
    })),
    pages: (parts.find(isHere)?.pages ?? []).map((page) => ({
      key: page,
      to: addressOf(page),
      current: page === here,
    })),
  };
}
