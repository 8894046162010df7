import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

/** One mail as a mail server receives it. */
export interface ReceivedMail {
  readonly from: string;
  readonly recipients: string[];
  readonly raw: string;
}

export interface MailServer {
  /** For SMTP_URL. */
  readonly url: string;
  readonly received: ReceivedMail[];
  /** How it answers the next mails: null accepts; a text refuses with it; a promise keeps the sender waiting. */
  answer: (mail: ReceivedMail) => Promise<string | null>;
  close(): Promise<void>;
}

/** A real mail server on a free port, which keeps what it gets. */
export async function mailServer(): Promise<MailServer> {
  const mails: ReceivedMail[] = [];
  const held: MailServer = {
    url: "",
    received: mails,
    answer: () => Promise.resolve(null),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS", "AUTH"],
    logger: false,
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const mail: ReceivedMail = {
          from: session.envelope.mailFrom ? session.envelope.mailFrom.address : "",
          recipients: session.envelope.rcptTo.map(({ address }) => address),
          raw: Buffer.concat(chunks).toString(),
        };
        mails.push(mail);
        held.answer(mail).then(
          (refusal) => done(refusal === null ? null : Object.assign(new Error(refusal), { responseCode: 451 })),
          (error: Error) => done(error),
        );
      });
    },
  });
  // Senders that die in the middle of a mail are part of the tests.
  server.on("error", () => undefined);
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  return Object.assign(held, { url: `smtp://127.0.0.1:${port}` });
}
