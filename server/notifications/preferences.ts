import { inTransaction } from "../../db/transaction";
import type { Actor } from "../kernel/actor";
import type { NeedNews } from "./payloads";

/** What one may choose not to be written about. What is of consequence is always told. */
export const MAIL_TOPICS = ["reminders", "questions", "groups", "receipts"] as const;
export type MailTopic = (typeof MAIL_TOPICS)[number];

/** Of which topic a piece of news is; null for what is always told. */
export function topicOf(kind: NeedNews["kind"]): MailTopic | null {
  switch (kind) {
    case "closes-soon":
    case "satisfied":
      return "reminders";
    case "question-asked":
    case "question-answered":
      return "questions";
    case "invited":
    case "invitation-answered":
      return "groups";
    case "receipt":
      return "receipts";
    default:
      return null;
  }
}

/** The topics that somebody wants to be written about, in every pôle. */
export async function mailTopicsOf({ personId, poleId }: Pick<Actor, "personId" | "poleId">): Promise<MailTopic[]> {
  return inTransaction({ personId, poleId }, async (tx) => {
    const rows = await tx.selectFrom("mailRefusals").select("topic").where("personId", "=", personId).execute();
    return MAIL_TOPICS.filter((topic) => rows.every((row) => row.topic !== topic));
  });
}

/** Chooses them: the others are no longer written about. */
export async function chooseMailTopics(
  { personId, poleId }: Pick<Actor, "personId" | "poleId">,
  wanted: readonly MailTopic[],
): Promise<void> {
  const refused = MAIL_TOPICS.filter((topic) => !wanted.includes(topic));
  await inTransaction({ personId, poleId }, async (tx) => {
    await tx.deleteFrom("mailRefusals").where("personId", "=", personId).execute();
    if (refused.length === 0) return;
    await tx
      .insertInto("mailRefusals")
      .values(refused.map((topic) => ({ personId, topic })))
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  });
}
