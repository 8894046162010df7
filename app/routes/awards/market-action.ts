import { data } from "@remix-run/node";
import { formText } from "~/form-text";
import { redirectWithFlash } from "~/http/flash";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { Invalid } from "~server/kernel/errors";
import { isId } from "~server/kernel/ids";
import type { Outcome } from "~server/kernel/outcome";
import {
  decideDelivery,
  declareDelivery,
  endContract,
  marketOf,
  rateAward,
  recordContract,
  type AwardKey,
  type AwardProblem,
} from "~server/tenders";
import { read } from "./award-action";
import { readContract, readDelivery } from "./market-reader";
import { problemWords, sayAwards } from "./words";

/** What is wrong after a form of the page, with what was typed. */
export interface MarketAgain {
  /** The form: "contract", "declare", a delivery's id, "end", "rate". */
  readonly at: string;
  readonly errors: Readonly<Record<string, string>>;
  readonly typed: Readonly<Record<string, string>>;
}

/** What the forms of the page do, by their `intent`. */
export async function actOnMarket(actor: Actor, key: AwardKey, form: FormData) {
  // What is not theirs is not found before anything is said about the form.
  const { today } = await marketOf(actor, key);
  const t = await sayAwards(actor.locale);
  const typed = Object.fromEntries(
    [...form].flatMap(([name, value]) => (typeof value === "string" ? [[name, value]] : [])),
  );
  const again = (at: string, errors: MarketAgain["errors"]) =>
    data<MarketAgain>({ at, errors, typed }, { status: 422 });
  const after = async (outcome: Outcome<unknown, AwardProblem>, at: string, flash: string, anchor: string) => {
    if (!outcome.ok) return again(at, { "": problemWords(outcome.problem, t) });
    const to = `${paths.needMarket(actor.poleSlug, key.needId, key.awardId)}#${anchor}`;
    return redirectWithFlash(to, { key: flash });
  };
  switch (formText(form, "intent")) {
    case "contract": {
      const { value, errors } = readContract(form, today, t);
      if (!value) return again("contract", errors);
      return after(await recordContract(actor, key, value), "contract", "contract_recorded", "contrat");
    }
    case "declare": {
      const id = formText(form, "id");
      if (!isId(id)) throw new Invalid();
      const { value, errors } = readDelivery(form, today, t);
      if (!value) return again("declare", errors);
      return after(await declareDelivery(actor, key, { id, ...value }), "declare", "delivery_declared", "livraisons");
    }
    case "accept": {
      const deliveryId = formText(form, "delivery");
      const outcome = await decideDelivery(actor, key, { deliveryId, refusal: null });
      return after(outcome, deliveryId, "delivery_decided", "livraisons");
    }
    case "refuse": {
      const deliveryId = formText(form, "delivery");
      const reason = read(formText(form, "reason"), 1000, t);
      if (reason.wrong) return again(deliveryId, { reason: reason.wrong });
      const outcome = await decideDelivery(actor, key, { deliveryId, refusal: reason.value });
      return after(outcome, deliveryId, "delivery_decided", "livraisons");
    }
    case "end":
      return after(await endContract(actor, key), "end", "contract_ended", "avis");
    case "rate": {
      const stars = Number(formText(form, "stars"));
      const words = read(formText(form, "ratingWords"), 2000, t, true);
      if (![1, 2, 3, 4, 5].includes(stars)) return again("rate", { stars: t("wrong.choose") });
      if (words.wrong) return again("rate", { ratingWords: words.wrong });
      return after(await rateAward(actor, key, { stars, words: words.value }), "rate", "rating_given", "avis");
    }
    default:
      throw new Invalid();
  }
}
