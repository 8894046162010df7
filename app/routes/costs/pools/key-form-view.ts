import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import type { IconName } from "~/ui/icon-names";
import { KEY_GENRES, keyFields, SIMPLE_NAMES, USED, type KeyChoices, type KeyGenre } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { formatDay } from "~server/kernel/format";
import { addDays } from "~server/kernel/time";

const ICONS: Record<KeyGenre, IconName> = {
  equal: "equal",
  fte: "users",
  headcount: "user",
  surface: "ruler",
  use: "gauge",
  weights: "scale",
  product: "x",
  "two-part": "percent",
  tiers: "layers",
};

/** The kinds of keys to choose among, and the form of the one chosen with what it starts with. */
export async function keyFormView(choices: KeyChoices, asked: string | null, actor: Actor, versionId?: string) {
  const t = await translator(actor.locale, "costsPools");
  const { pool, version, members } = choices;
  const own = version ? keyFields(version.definition) : {};
  const chosen = asked ?? (versionId === undefined ? null : (own.genre ?? null));
  const genre = KEY_GENRES.find((one) => one === chosen) ?? null;
  const page = (to?: string) =>
    versionId === undefined
      ? paths.addCostKey(actor.poleSlug, pool.id, { genre: to })
      : paths.editCostKey(actor.poleSlug, pool.id, versionId, { genre: to });
  return {
    pole: actor.poleSlug,
    pool: { id: pool.id, name: pool.name },
    title: t(versionId === undefined ? "keyForm.title" : "keyForm.changeTitle", { name: pool.name }),
    genres: KEY_GENRES.map((value) => ({
      to: page(value),
      icon: ICONS[value],
      label: t(`keyForm.genres.${value}`),
      words: t(`keyForm.genreWords.${value}`),
    })),
    genre,
    chosen: genre && t("keyForm.chosen", { genre: t(`keyForm.genres.${genre}`) }),
    // Only the bare address shows the choice again.
    otherGenre: versionId === undefined ? page() : `${page()}?genre=choisir`,
    simple: SIMPLE_NAMES.map((value) => ({ value, label: t(`key.simple.${value}`) })),
    factors: SIMPLE_NAMES.map((value) => ({ value, label: t(`key.factor.${value}`) })),
    uses: USED.map((value) => ({ value, label: t(`measure.${value}`) })),
    members: members.map(({ id, name }) => ({ id, name })),
    values: {
      // What another kind of key held is of no use here.
      ...(own.genre === genre ? own : limitsOf(own)),
      depuis: versionId !== undefined && version ? version.startsOn : firstDay(choices),
      decide: versionId !== undefined && version ? version.decided : "",
    } as Record<string, string>,
    notInForm: versionId !== undefined && !choices.fits,
    served:
      versionId !== undefined && choices.servedUntil
        ? t("keyForm.servedLead", { day: formatDay(choices.servedUntil, actor.locale, { weekday: false, year: true }) })
        : null,
  };
}

export type KeyFormView = Awaited<ReturnType<typeof keyFormView>>;

/** A pool's first key holds from the beginning of the year: what was served since is shared by it. */
function firstDay({ pool, from }: KeyChoices): string {
  return pool.versions.length === 0 ? `${pool.today.slice(0, 4)}-01-01` : from;
}

function limitsOf(fields: Record<string, string>): Record<string, string> {
  return Object.fromEntries(Object.entries(fields).filter(([name]) => /^(plafond|plancher|poids)/.test(name)));
}

/** The day after, in words: from when another version may begin. */
export function servedWords(until: string, { locale }: Actor) {
  const words = (day: string) => formatDay(day, locale, { weekday: false, year: true });
  return { day: words(until), next: words(addDays(until, 1)) };
}
