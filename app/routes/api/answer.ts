import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { MOST_TYPED, writeAnswer, type Need } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS, wrongFields } from "./answer-problem";
import { Answer, answerOf, shownAnswer, Standing, standingOf } from "./answer-shape";

const words = (most: number) => z.string().trim().max(most).default("");
/** 999 999 999,99 €. */
const MOST_CENTS = 99_999_999_999;

const AnswerInput = z.strictObject({
  presentation: words(MOST_TYPED.presentation),
  contact: z
    .strictObject({
      name: words(MOST_TYPED.contact),
      email: z
        .string()
        .trim()
        .max(MOST_TYPED.courriel)
        .regex(/^([^\s@]+@[^\s@]+\.[^\s@]+)?$/, "email")
        .default(""),
      telephone: words(MOST_TYPED.telephone),
    })
    .prefault({}),
  lots: z
    .array(
      z.strictObject({
        lotId: Id,
        priceCents: z.int().min(0).max(MOST_CENTS).nullable().default(null),
        hours: z.int().min(0).max(999_999).default(0),
        words: words(MOST_TYPED.words),
      }),
    )
    .max(50)
    .refine((lots) => new Set(lots.map(({ lotId }) => lotId)).size === lots.length, { error: "lot_twice" }),
  texts: z
    .array(z.strictObject({ criterionId: Id, text: z.string().trim().max(MOST_TYPED.text) }))
    .max(1500)
    .default([]),
});

const read = endpoint("GET", "/answers/:answer", {
  summary: {
    fr: "Une réponse de votre structure, ce qui y manque, ce qui est déposé",
    en: "An answer of your structure, what it lacks, what is handed in",
  },
  scope: "answers:read",
  response: Answer,
  handle: async ({ actor, params }) => shownAnswer(await answerOf(actor, params.answer), actor),
});

const write = endpoint("PUT", "/answers/:answer", {
  summary: {
    fr: "Écrire la réponse, tout entière ; les lots qui n'y sont pas en sortent",
    en: "Write the answer, all of it; lots that are not in it leave it",
  },
  scope: "answers:write",
  body: AnswerInput,
  response: Standing,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer: answerId }, body, locale }) => {
    const { need } = await answerOf(actor, answerId);
    const wrong = strangers(need, body).map((field) => ({ field, why: "not_of_answer" as const }));
    if (wrong.length > 0) return wrongFields(wrong, locale);
    const { contact, presentation, lots, texts } = body;
    const typed = {
      ...{ presentation, lots },
      ...{ contactName: contact.name, contactEmail: contact.email, contactTelephone: contact.telephone },
      texts: Object.fromEntries(texts.map(({ criterionId, text }) => [criterionId, text])),
    };
    const outcome = await writeAnswer(actor, { needId: need.id, answerId }, typed);
    return outcome.ok ? standingOf(actor, answerId) : answerProblem(outcome.problem, locale);
  },
});

/** The fields that name a lot of another need, or a criterion that a text is not asked for. */
function strangers(need: Need, { lots, texts }: z.output<typeof AnswerInput>): string[] {
  const answered = need.lots.filter(({ id }) => lots.some(({ lotId }) => lotId === id));
  const asked = new Set(
    answered.flatMap(({ criteria }) => criteria.filter(({ kind }) => kind !== "price").map(({ id }) => id)),
  );
  return [
    ...lots.flatMap(({ lotId }, row) => (answered.some(({ id }) => id === lotId) ? [] : [`lots.${row}.lotId`])),
    ...texts.flatMap(({ criterionId }, row) => (asked.has(criterionId) ? [] : [`texts.${row}.criterionId`])),
  ];
}

export const loader = apiRoute(read, write);
export const action = loader;
