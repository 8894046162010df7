import { paths } from "~/paths";
import { KIND_KEYS } from "~server/catalogue";
import { kindIcon, kindWord, type Words } from "./words";

/** What may be shared: one line a kind, to choose from. */
export function kindChoices(pole: string, t: Words) {
  return KIND_KEYS.map((kind) => ({
    kind,
    icon: kindIcon(kind),
    name: kindWord(t, kind, "one"),
    text: kindWord(t, kind, "choose"),
    to: paths.addResource(pole, kind),
  }));
}
