import { z } from "zod";
import { asIdentity, enqueue } from "../../db/transaction";
import { alertsOf, noteTold, searchesToTell } from "../tenders";
import { alertEmail, newlyFound } from "./alert-email";
import { reader } from "./incident-queries";
import { noteNews } from "./news-told";
import { deliverThread, writeEmail } from "./outbox";
import { isPlainAddress, localeOf } from "./rules";
import { mailSettings } from "./settings";

/** When kept searches are told: at once, when a need is put out; or on Mondays. */
const AlertsPayload = z.object({ often: z.enum(["immediate", "weekly"]) });

const AlertPayload = z.object({
  personId: z.uuid(),
  searches: z.array(z.object({ id: z.uuid(), poleId: z.uuid() })),
});

/** A job for each person who keeps a search: one that fails holds up nobody else. */
export async function needAlerts(payload: unknown): Promise<void> {
  const { often } = AlertsPayload.parse(payload);
  const byPerson = await searchesToTell(often);
  await asIdentity(async (tx) => {
    for (const [personId, searches] of byPerson) {
      await enqueue(tx, "need-alert", { personId, searches }, `need-alert:${often}:${personId}`);
    }
  });
}

/** Tells a person, in one mail, all that their searches find that they were not told of; then sends it. */
export async function needAlert(payload: unknown): Promise<void> {
  const { personId, searches } = AlertPayload.parse(payload);
  const settings = mailSettings();
  const person = await asIdentity((tx) => reader(tx, personId));
  if (!person || !isPlainAddress(person.email)) return;
  const locale = localeOf(person.locale);
  const alerts = await alertsOf({ personId, name: person.name, locale }, searches);
  await asIdentity(async (tx) => {
    const found = newlyFound(alerts);
    const told = await noteNews(
      tx,
      [personId],
      [...found.keys()].map((id) => `need/${id}`),
    );
    const needs = (told.get(personId) ?? []).flatMap((news) => found.get(news.slice("need/".length)) ?? []);
    if (needs.length > 0) await writeEmail(tx, alertEmail(person, needs, alerts, settings), settings);
  });
  await noteTold(personId, alerts);
  await deliverThread(`alerts/${personId}`, settings);
}
