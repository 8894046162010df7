import { apiRoute, endpoint } from "~/http/api";
import { Clarification, OpenedAnswer, shownClarification, shownOpened } from "./judging-shape";
import { NotFound } from "~server/kernel/errors";
import { clarificationsOf, openedOf } from "~server/tenders";
import { z } from "zod";

const WithClarifications = OpenedAnswer.extend({ clarifications: z.array(Clarification) }).meta({
  id: "OpenedAnswerWithClarifications",
});

const read = endpoint("GET", "/needs/:need/opened-answers/:openedAnswer", {
  summary: {
    fr: "Une réponse ouverte, et ce qui lui a été demandé",
    en: "One answer that was opened, and what it was asked",
  },
  scope: "judging",
  response: WithClarifications,
  handle: async ({ actor, params }) => {
    const { answers } = await openedOf(actor, params.need);
    const answer = answers.find(({ id }) => id === params.openedAnswer);
    if (!answer) throw new NotFound("answer");
    const asked = await clarificationsOf(actor, answer.id);
    return {
      ...shownOpened(answer, params.need, actor),
      clarifications: asked.map((each) => shownClarification(each, actor)),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
