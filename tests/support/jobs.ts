import type { World } from "./world";

/** What the verbs of identity and pôles have put in the worker's queue, the oldest first: secrets are only there. */
export async function identityMails(world: World): Promise<IdentityMail[]> {
  const rows = await world.owner<{ payload: IdentityMail }[]>`
    select j.payload from graphile_worker._private_jobs j
      join graphile_worker._private_tasks t on t.id = j.task_id
     where t.identifier = 'identity-email' order by j.id`;
  return rows.map(({ payload }) => payload);
}

/** The last of them. */
export async function lastIdentityMail(world: World): Promise<IdentityMail> {
  const mail = (await identityMails(world)).at(-1);
  if (!mail) throw new Error("No mail was put in the queue.");
  return mail;
}

export interface IdentityMail {
  readonly kind: string;
  readonly personId?: string;
  readonly email?: string;
  readonly locale: string;
  readonly secret: string;
  readonly back?: string | null;
}
