import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { FileInput, Id } from "~/http/api-shapes";
import { paths } from "~/paths";
import { addAnswerFile, answerKeyOf } from "~server/tenders";
import { answerProblem, ANSWER_PROBLEMS } from "./answer-problem";

/** Where it is, and nothing of what it is: see Standing. */
const AddedFile = z.object({ id: Id, path: z.string() }).meta({ id: "AddedAnswerFile" });

const add = endpoint("POST", "/answers/:answer/files", {
  summary: {
    fr: "Joindre un fichier (tout format, 10 Mo au plus)",
    en: "Add a file (any format, 10 MB at most)",
  },
  scope: "answers:write",
  upload: true,
  body: z.strictObject({
    file: FileInput,
    priced: z.stringbool().default(false).meta({ description: "It tells prices: it is opened with them." }),
  }),
  response: AddedFile,
  success: 201,
  problems: ANSWER_PROBLEMS,
  handle: async ({ actor, params: { answer }, body: { file, priced }, idempotentId: id, locale }) => {
    const key = await answerKeyOf(actor, answer);
    const outcome = await addAnswerFile(actor, key, { id, name: file.name, bytes: file.bytes, priced });
    if (!outcome.ok) return answerProblem(outcome.problem, locale);
    return { id, path: paths.answerFile(actor.poleSlug, key.needId, id) };
  },
});

export const loader = apiRoute(add);
export const action = loader;
