import { apiRoute, endpoint, problem } from "~/http/api";
import { translator } from "~/i18n/translator";
import { editNeed, needNow } from "~server/tenders";
import { NeedChange } from "./need-input";
import { Need, shownNeed } from "./need-shape";

const read = endpoint("GET", "/needs/:need", {
  summary: {
    fr: "Un besoin avec tout ce qui est publié avec lui",
    en: "A need with all that is published with it",
  },
  scope: "needs:read",
  response: Need,
  handle: async ({ actor, params }) => shownNeed(await needNow(actor, params.need), actor),
});

const change = endpoint("PATCH", "/needs/:need", {
  summary: { fr: "Modifier un brouillon", en: "Change a draft" },
  scope: "needs:write",
  body: NeedChange,
  response: Need,
  problems: { need_is_published: 409 },
  handle: async ({ actor, params: { need: id }, body, locale }) => {
    const { need } = await needNow(actor, id);
    const { wantedFrom, wantedUntil, closesAt, questionsUntil } = { ...need, ...body };
    const reversed = [
      ...(wantedFrom && wantedUntil && wantedUntil < wantedFrom ? ["wantedUntil"] : []),
      ...(closesAt && questionsUntil && questionsUntil > closesAt ? ["questionsUntil"] : []),
    ];
    // Told of one's own drafts alone: the verb says the rest.
    if (need.ours && need.state === "draft" && reversed.length > 0) {
      const message = (await translator(locale, "api"))("fields.order");
      return problem(422, "invalid_input", { errors: reversed.map((field) => ({ field, message })) });
    }
    // What was left out is not there, rather than undefined.
    await editNeed(actor, id, Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)));
    return shownNeed(await needNow(actor, id), actor);
  },
});

export const loader = apiRoute(read, change);
export const action = loader;
