import { translator } from "~/i18n/translator";
import { LEGAL_MODES, POOL_KINDS, poolChoices, type PoolDetails } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import type { Typed } from "./problem-answer";

/** The form of a pool with its choices in words, and the values it starts with. */
export async function poolFormView(actor: Actor, pool: PoolDetails | null) {
  const t = await translator(actor.locale, "costsPools");
  const choices = await poolChoices(actor, pool?.id ?? null);
  return {
    kinds: POOL_KINDS.map((value) => ({ value, label: t(`kinds.${value}`) })),
    modes: LEGAL_MODES.map((value) => ({ value, label: t(`modes.${value}`), hint: t(`modeWords.${value}`) })),
    roles: (["principal", "agent"] as const).map((value) => ({
      value,
      label: t(`roles.${value}`),
      hint: t(`roleWords.${value}`),
    })),
    structures: choices.structures.map(({ id, name }) => ({ id, name })),
    resources: choices.resources,
    today: choices.today,
    version: pool?.version ?? 0,
    values: pool ? valuesOf(pool) : newPool(),
  };
}

export type PoolFormView = Awaited<ReturnType<typeof poolFormView>>;

function newPool(): Typed {
  return {
    fields: {
      nature: "building",
      mode: "out_of_scope",
      role: "principal",
      qui: "tous",
      compte: "6068",
      argentPublic: "100",
    },
    lists: { participe: [], ressource: [] },
  };
}

/** Of who came several times, the last stay: earlier ones stay as they are. */
function valuesOf(pool: PoolDetails): Typed {
  const last = [...new Map(pool.stays.map((stay) => [stay.structureId, stay])).values()];
  const dates = last.flatMap(({ structureId, startsOn, endsOn }) => [
    [`debut.${structureId}`, startsOn],
    [`fin.${structureId}`, endsOn ?? ""],
  ]);
  return {
    fields: {
      nom: pool.name,
      description: pool.description,
      nature: pool.kind,
      mode: pool.legalMode,
      role: pool.actsAs,
      accord: pool.agreement,
      accordLe: pool.agreedOn ?? "",
      qui: pool.everyone ? "tous" : "certains",
      compte: pool.expenseAccount,
      argentPublic: String(pool.publicMoneyPoints / 100).replace(".", ","),
      ...(Object.fromEntries(dates) as Record<string, string>),
    },
    lists: { participe: last.map(({ structureId }) => structureId), ressource: pool.resources.map(({ id }) => id) },
  };
}
