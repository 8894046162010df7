import type { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { kindOf, type Resource } from "~server/catalogue";

/** The words of the pages that say what a resource is made of. */
export type CompositionWords = Awaited<ReturnType<typeof translator<"composition">>>;

type ManagedPage =
  "description" | "rules" | "blockings" | "photos" | "rates" | "units" | "sessions" | "parts" | "addons" | "use";

/** The pages on which a resource is managed, as its kind wants them. */
export function manageTabs(
  pole: string,
  { id, kind }: Pick<Resource, "id" | "kind">,
  current: ManagedPage,
  t: CompositionWords,
) {
  const { quantity, bySession, composed, addons } = kindOf(kind);
  const pages = [
    { key: "description", to: paths.editResource(pole, id), shown: true },
    { key: "rules", to: paths.resourceRules(pole, id), shown: true },
    { key: "blockings", to: paths.resourceBlockings(pole, id), shown: true },
    { key: "photos", to: paths.resourcePhotos(pole, id), shown: true },
    { key: "rates", to: paths.resourceRates(pole, id), shown: true },
    { key: "units", to: paths.resourceUnits(pole, id), shown: quantity },
    { key: "sessions", to: paths.resourceSessions(pole, id), shown: bySession },
    { key: "parts", to: paths.resourceParts(pole, id), shown: composed },
    { key: "addons", to: paths.resourceAddons(pole, id), shown: addons },
    { key: "use", to: paths.useSettings(pole, id), shown: true },
  ] as const;
  return pages
    .filter(({ shown }) => shown)
    .map(({ key, to }) => ({ to, label: t(`tabs.${key}`), current: key === current }));
}
