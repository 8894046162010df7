import { sql } from "kysely";
import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import { NotFound } from "../kernel/errors";
import { isId } from "../kernel/ids";
import { allow } from "../kernel/permissions";
import { IMPORT_KINDS, type ImportKind } from "./headings";
import type { ImportContent } from "./preview-import";
import { isReady, type LineAction, type LineNote } from "./rules";

/** What came of an import, or why nothing did. */
export interface ImportResult {
  readonly created?: number;
  readonly updated?: number;
  readonly same?: number;
  readonly skipped?: number;
  readonly invited?: number;
  /** `changed`: the pôle changed since the preview, which is made anew. `failed`: nothing was written. */
  readonly problem?: "changed" | "failed" | "not_allowed";
}

/** An import as its page shows it. */
export interface ImportSeen {
  readonly id: string;
  readonly kind: ImportKind;
  readonly fileName: string;
  readonly state: "preview" | "running" | "done" | "failed";
  readonly done: number;
  readonly total: number;
  readonly result: ImportResult;
  readonly personName: string;
  readonly createdAt: Date;
  readonly endedAt: Date | null;
}

/** A preview: what each line would do. */
export interface ImportPreview extends ImportSeen {
  readonly content: ImportContent;
  readonly counts: Readonly<Record<LineAction, number>>;
  /** How many invitations would be sent. */
  readonly invitations: number;
  readonly ready: boolean;
}

const COLUMNS = sql`i.id, i.kind, i.file_name as "fileName", i.state, i.done, i.total, i.result,
  coalesce(p.name, '') as "personName", i.created_at as "createdAt", i.ended_at as "endedAt"`;

/** The last imports of the pôle, the newest first. */
export async function importsOf(actor: Actor): Promise<ImportSeen[]> {
  allow(actor, "pole.import");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<ImportSeen>`
      select ${COLUMNS} from imports i left join people p on p.id = i.person_id
       where i.pole_id = ${actor.poleId} and i.kind = any(${IMPORT_KINDS as unknown as string[]}::text[])
         and i.state <> 'preview'
       order by i.created_at desc, i.id desc limit 8`.execute(tx);
    return rows;
  });
}

/** One import; with its lines while it waits for a confirmation. @throws NotFound */
export async function importOf(actor: Actor, id: string): Promise<ImportSeen | ImportPreview> {
  allow(actor, "pole.import");
  if (!isId(id)) throw new NotFound("import");
  return inTransaction(actor, async (tx) => {
    const { rows } = await sql<ImportSeen & { content: ImportContent | null }>`
      select ${COLUMNS}, case when i.state = 'preview' then i.content end as content
        from imports i left join people p on p.id = i.person_id
       where i.id = ${id} and i.kind = any(${IMPORT_KINDS as unknown as string[]}::text[])`.execute(tx);
    const row = rows[0];
    if (!row) throw new NotFound("import");
    const { content, ...seen } = row;
    if (!content) return seen;
    const counts = { create: 0, update: 0, same: 0, skip: 0, error: 0 };
    for (const { action } of content.plan) counts[action] += 1;
    const invites = (notes: readonly LineNote[]) => notes.includes("will_invite");
    const invitations = content.plan.filter(({ action, notes }) => action !== "error" && invites(notes)).length;
    return { ...seen, content, counts, invitations, ready: isReady(content.plan) };
  });
}
