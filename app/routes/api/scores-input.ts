import { z } from "zod";
import { Id } from "~/http/api-shapes";

/** Scores of one answer, some or all of its criteria. */
export const ScoresInput = z.strictObject({
  answerId: Id,
  entries: z
    .array(
      z.strictObject({
        criterionId: Id,
        value: z.number().min(0).multipleOf(0.01).nullable(),
        words: z.string().trim().max(2000).default(""),
      }),
    )
    .max(1500),
});
