import { createHash } from "node:crypto";
import { LINK_MINUTES } from "../identity";
import { REGISTRATION_MINUTES } from "../poles";
import { formatInstant } from "../kernel/format";
import { links } from "./links";
import { wordsOf } from "./messages";
import type { NewEmail } from "./outbox";
import type { IdentityEmailPayload } from "./payloads";
import { fill, oneLine } from "./rules";
import type { MailSettings } from "./settings";

type Invitation = Extract<IdentityEmailPayload, { structureName: string }>;
type Registration = Extract<IdentityEmailPayload, { kind: "registration" }>;
type AboutAccount = Exclude<IdentityEmailPayload, Invitation | Registration>;

/** The mail about somebody's own account: a link to sign in or to choose a password, a password that changed. */
export function accountEmail(
  payload: AboutAccount,
  person: { id: string; name: string; email: string },
  job: { id: string; now: Date },
  settings: MailSettings,
): NewEmail {
  const words = wordsOf(payload.locale).identity[payload.kind];
  const to = links(settings.origin);
  const url =
    payload.kind === "password-changed"
      ? to.account
      : payload.kind === "reset"
        ? to.newPassword(payload.secret)
        : to.signInLink(payload.secret, payload.back ?? null);
  const key = `identity/${payload.kind}/${"secret" in payload ? nameOf(payload.secret) : `job-${job.id}`}`;
  return {
    topic: payload.kind,
    thread: key,
    dedupeKey: key,
    poleId: null,
    personId: person.id,
    to: { name: person.name, address: person.email },
    letter: {
      locale: payload.locale,
      subject: words.subject,
      title: words.title,
      name: oneLine(person.name),
      intro: fill(words.intro, { minutes: String(LINK_MINUTES) }),
      facts: [],
      action: { label: words.action, url },
      after: words.after,
      pole: null,
    },
    attachments: [],
    secretUntil: "secret" in payload ? new Date(job.now.getTime() + LINK_MINUTES * 60_000) : null,
  };
}

/** The mail that invites somebody to join a structure, or to bring theirs into a pôle. */
export function invitationEmail(payload: Invitation, settings: MailSettings): NewEmail {
  const words = wordsOf(payload.locale).identity[payload.kind];
  const expiresAt = new Date(payload.expiresAt);
  const values = {
    inviter: oneLine(payload.invitedBy),
    structure: oneLine(payload.structureName),
    pole: oneLine(payload.poleName),
    instant: formatInstant(expiresAt, payload.timeZone, payload.locale),
  };
  const key = `identity/${payload.kind}/${nameOf(payload.secret)}`;
  return {
    topic: payload.kind,
    thread: key,
    dedupeKey: key,
    poleId: null,
    personId: null,
    to: { name: "", address: payload.email },
    letter: {
      locale: payload.locale,
      subject: oneLine(fill(words.subject, values)),
      title: fill(words.title, values),
      name: "",
      intro: fill(words.intro, values),
      facts: [],
      action: { label: words.action, url: links(settings.origin).invitation(payload.secret) },
      after: fill(words.after, values),
      pole: values.pole,
    },
    attachments: [],
    secretUntil: expiresAt,
  };
}

/** The mail whose link makes a registration true, to an address that may be anybody's. */
export function registrationEmail(payload: Registration, now: Date, settings: MailSettings): NewEmail {
  const words = wordsOf(payload.locale).identity.registration;
  const key = `identity/registration/${nameOf(payload.secret)}`;
  return {
    topic: payload.kind,
    thread: key,
    dedupeKey: key,
    poleId: null,
    personId: null,
    to: { name: "", address: payload.email },
    letter: {
      locale: payload.locale,
      subject: words.subject,
      title: words.title,
      // What a stranger typed is not said to whoever has that address.
      name: "",
      intro: fill(words.intro, { minutes: String(REGISTRATION_MINUTES) }),
      facts: [],
      action: { label: words.action, url: links(settings.origin).registration(payload.secret) },
      after: words.after,
      pole: null,
    },
    attachments: [],
    secretUntil: new Date(now.getTime() + REGISTRATION_MINUTES * 60_000),
  };
}

/** What a secret is called where it must not be written. */
function nameOf(secret: string): string {
  return createHash("sha256").update(`mail:${secret}`).digest("hex").slice(0, 32);
}
