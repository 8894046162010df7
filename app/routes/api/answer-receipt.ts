import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset, money, NetMoney } from "~/http/api-shapes";
import { paths } from "~/paths";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";
import { ANSWER_FORMS, receiptOf, type Receipt as OwnReceipt } from "~server/tenders";
import { AnswerFile, answerOf, shownSubmission, Submission } from "./answer-shape";

/** What a line of the register froze. */
const HandedIn = z
  .object({
    form: z.enum(ANSWER_FORMS),
    presentation: z.string(),
    contact: z.object({ name: z.string(), email: z.string(), telephone: z.string() }),
    members: z.array(
      z.object({
        structure: z.object({ id: Id, name: z.string() }),
        lead: z.boolean(),
        task: z.string(),
        signedAt: Instant.nullable(),
      }),
    ),
    lots: z.array(
      z.object({
        lotId: Id,
        price: NetMoney.nullable(),
        hours: z.int(),
        words: z.string(),
        shares: z.array(z.object({ structureId: Id, amount: NetMoney, hours: z.int() })),
      }),
    ),
    texts: z.array(z.object({ criterionId: Id, text: z.string() })),
    files: z.array(AnswerFile),
  })
  .meta({ id: "HandedIn" });

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
      content: shownContent(receipt, actor),
    };
  },
});

function shownContent({ content, prices, need }: OwnReceipt, actor: Actor): z.input<typeof HandedIn> | null {
  if (!content) return null;
  const { form, presentation, contact } = content;
  return {
    ...{ form, presentation, contact },
    members: content.members.map(({ structureId, name, lead, task, signedAt }) => ({
      ...{ lead, task },
      structure: { id: structureId, name },
      signedAt: signedAt && isoWithOffset(new Date(signedAt), actor.timeZone),
    })),
    lots: content.lots.map(({ lotId, hours, words }) => {
      const { cents = null, shares = [] } = prices[lotId] ?? {};
      return {
        ...{ lotId, hours, words },
        price: cents === null ? null : money(cents),
        shares: shares.map((share) => ({
          structureId: share.structureId,
          amount: money(share.cents),
          hours: share.hours,
        })),
      };
    }),
    texts: Object.entries(content.texts).map(([criterionId, text]) => ({ criterionId, text })),
    files: content.files.map(({ id, name, size, priced, sha256 }) => ({
      ...{ id, name, size, priced, sha256 },
      path: paths.answerFile(actor.poleSlug, need.id, id),
    })),
  };
}

export const loader = apiRoute(read);
export const action = loader;
