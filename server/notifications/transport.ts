import { createTransport } from "nodemailer";
import { messageId } from "./message-id";
import { isPlainAddress, oneLine } from "./rules";
import type { MailSettings } from "./settings";

/** A file that travels with a mail. With `method`, a calendar that mail programs show as such. */
export interface Attachment {
  readonly filename: string;
  readonly contentType: string;
  readonly method?: string;
  readonly content: string;
}

/** What is sent of a row of `emails`. */
interface Outgoing {
  dedupeKey: string;
  toAddress: string;
  toName: string;
  locale: string;
  subject: string;
  textBody: string;
  htmlBody: string;
  attachments: unknown;
  createdAt: Date;
}

/** Patience with the mail server, in milliseconds: each step, and all of a send. */
const STEP = 15_000;
const WHOLE = 60_000;

/**
 * Hands one mail to the server. The same row always gives the same Message-ID and Date.
 * @throws Error when it is not accepted, or the address is none
 */
export async function sendMail(
  email: Outgoing,
  { smtpUrl, from }: Pick<MailSettings, "from"> & { smtpUrl: string },
): Promise<void> {
  if (!isPlainAddress(email.toAddress)) throw new Error(`Not an address: ${oneLine(email.toAddress)}`);
  const transport = createTransport({
    url: smtpUrl,
    connectionTimeout: STEP,
    greetingTimeout: STEP,
    socketTimeout: STEP,
    // What we send is in the row: nothing may make us read a file or an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  const files = email.attachments as Attachment[];
  const calendar = files.find(({ method }) => method !== undefined);
  try {
    await transport.sendMail({
      signal: AbortSignal.timeout(WHOLE),
      // Told apart from the headers, so that no header adds a recipient.
      envelope: { from: from.address, to: [email.toAddress] },
      from,
      to: { name: oneLine(email.toName), address: email.toAddress },
      subject: oneLine(email.subject),
      messageId: messageId(email.dedupeKey, from.address),
      date: email.createdAt,
      text: email.textBody,
      html: email.htmlBody,
      // As an alternative, which Outlook and Gmail show as an event, and as a file, which Apple and others open.
      ...(calendar
        ? { icalEvent: { method: calendar.method, filename: calendar.filename, content: calendar.content } }
        : {}),
      attachments: files
        .filter((file) => file !== calendar)
        .map(({ filename, contentType, content }) => ({ filename, contentType, content })),
      headers: {
        // RFC 3834: no automatic answer to an automatic mail; Exchange has its own word for it.
        "Auto-Submitted": "auto-generated",
        "X-Auto-Response-Suppress": "All",
        "Content-Language": email.locale,
      },
    });
  } finally {
    transport.close();
  }
}
