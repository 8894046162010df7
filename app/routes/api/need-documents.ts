import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { FileInput } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { NotFound } from "~server/kernel/errors";
import { addDocuments, MAX_DOCUMENTS, needNow } from "~server/tenders";
import { Document, shownNeed } from "./need-shape";

const add = endpoint("POST", "/needs/:need/documents", {
  summary: {
    fr: "Joindre un document à un brouillon (tout format, 10 Mo au plus)",
    en: "Add a document to a draft (any format, 10 MB at most)",
  },
  scope: "needs:write",
  upload: true,
  body: z.strictObject({ file: FileInput }),
  response: Document,
  success: 201,
  problems: { need_is_published: 409, document_too_many: 409, document_too_large: 422 },
  handle: async ({ actor, params: { need: id }, body: { file }, idempotentId, locale }) => {
    const added = await addDocuments(actor, id, [{ id: idempotentId, name: file.name, type: "", bytes: file.bytes }]);
    if (added !== "done") {
      const t = await translator(locale, "needsForm");
      const detail = t(`wrong.${added}`, { most: MAX_DOCUMENTS });
      return problem(added === "document_too_many" ? 409 : 422, added, { detail });
    }
    const { documents } = shownNeed(await needNow(actor, id), actor);
    const document = documents.find((each) => each.id === idempotentId);
    if (!document) throw new NotFound("document");
    return document;
  },
});

export const loader = apiRoute(add);
export const action = loader;
