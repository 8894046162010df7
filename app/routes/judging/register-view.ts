import { preciseWords, sayAnswers } from "~/routes/answers/words";
import type { Actor } from "~server/kernel/actor";
import type { Need, RegisterLine } from "~server/tenders";
import { sayOpening } from "./opening-view";

/** The register, in the words of who reads it. */
export async function registerView(
  actor: Actor,
  { need, register }: { need: Need; register: readonly RegisterLine[] },
) {
  const t = await sayOpening(actor.locale);
  const sayKind = await sayAnswers(actor.locale);
  return {
    ...{ pole: actor.poleSlug, needId: need.id, needTitle: need.title },
    lead: t("register.lead", { buyer: need.buyer.name, title: need.title }),
    lines: register.map(({ number, at, kind, name, sha256, fate, intact }) => ({
      ...{ name, sha256, intact, ...LOOKS[fate] },
      number: t("minutes.number", { number }),
      kind: sayKind(`page.kind.${kind}`),
      at: preciseWords(at, actor),
      fate: t(`register.fate.${fate}`),
    })),
    intact: t(register.every(({ intact }) => intact) ? "register.intact" : "register.broken"),
  };
}

const LOOKS = {
  counts: { tone: "ok", icon: "circle-check" },
  replaced: { tone: undefined, icon: "history" },
  withdrawn: { tone: undefined, icon: "undo-2" },
  withdrawal: { tone: undefined, icon: "undo-2" },
  unconfirmed: { tone: "wait", icon: "triangle-alert" },
} as const;
