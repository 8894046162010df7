import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id } from "~/http/api-shapes";
import { paths } from "~/paths";
import { NotFound } from "~server/kernel/errors";
import { receiptOf } from "~server/tenders";
import { answerOf, shownSubmission, Submission } from "./answer-shape";
import { HandedIn, shownContent } from "./handed-in-shape";

const Receipt = Submission.extend({
  needId: Id,
  by: z.string(),
  counts: z.boolean().meta({ description: "Whether this line is the one that counts." }),
  content: HandedIn.nullable().meta({ description: "Null for a withdrawal." }),
}).meta({ id: "Receipt" });

const read = endpoint("GET", "/answers/:answer/receipts/:submission", {
  summary: {
    fr: "Un reçu : ce qui a été déposé, quand, sous quelle empreinte",
    en: "A receipt: what was handed in, when, under which fingerprint",
  },
  scope: "answers:read",
  response: Receipt,
  handle: async ({ actor, params }) => {
    const { need, answer } = await answerOf(actor, params.answer);
    if (!answer.submissions.some(({ id }) => id === params.submission)) throw new NotFound("receipt");
    const receipt = await receiptOf(actor, need.id, params.submission);
    return {
      ...shownSubmission(receipt, answer.id, actor),
      needId: need.id,
      by: receipt.by,
      counts: receipt.counts,
      content:
        receipt.content &&
        shownContent({ ...receipt, content: receipt.content }, actor, (file) =>
          paths.answerFile(actor.poleSlug, need.id, file),
        ),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
