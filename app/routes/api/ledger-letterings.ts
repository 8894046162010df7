import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { letterPostings } from "~server/ledger";

const letter = endpoint("POST", "/ledger/letterings", {
  summary: {
    fr: "Lettrer des lignes d'un compte qui se soldent entre elles",
    en: "Letter lines of an account that settle each other",
  },
  scope: "ledger",
  body: z.strictObject({
    lines: z
      .array(z.strictObject({ entryId: Id, line: z.int().min(1).max(9999) }))
      .min(2)
      .max(500),
  }),
  response: z.object({ id: Id, code: z.string() }).meta({ id: "Lettering" }),
  success: 201,
  problems: { not_found: 404, letter_settles: 422, lettered_once: 409 },
  handle: async ({ actor, body: { lines } }) => {
    const outcome = await letterPostings(
      actor,
      lines.map(({ entryId, line }) => `${entryId}/${line}`),
    );
    if (outcome.ok) return outcome.value;
    const { code } = outcome.problem;
    return problem(code === "lettered_once" ? 409 : 422, code);
  },
});

export const loader = apiRoute(letter);
export const action = loader;
