import { z } from "zod";
import { Id, Instant, isoWithOffset, money, NetMoney } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { ANSWER_FORMS, type OpenedAnswer } from "~server/tenders";
import { AnswerFile } from "./answer-shape";

/** What a line of the register froze. */
export const HandedIn = z
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

/** What was handed in, with its prices where they may be read; `pathOf` a file of it. */
export function shownContent(
  { content, prices }: Pick<OpenedAnswer, "content" | "prices">,
  actor: Actor,
  pathOf: (fileId: string) => string,
): z.input<typeof HandedIn> {
  const { form, presentation, contact } = content;
  return {
    ...{ form, presentation, contact },
    members: content.members.map(({ structureId, name, lead, task, signedAt }) => ({
      ...{ lead, task },
      structure: { id: structureId, name },
      signedAt: signedAt && isoWithOffset(new Date(signedAt), actor.timeZone),
    })),
    lots: content.lots.map(({ lotId, hours, words }) => {
      const { cents = null, shares = [] } = prices?.[lotId] ?? {};
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
      path: pathOf(id),
    })),
  };
}
