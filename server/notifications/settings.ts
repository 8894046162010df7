import { parseSender } from "./rules";

/** What the environment says of mail. Read when needed: the two processes and the tests each have their own. */
export interface MailSettings {
  /** Without it, mails are kept in the database only. */
  readonly smtpUrl: string | null;
  readonly from: { readonly name: string; readonly address: string };
  /** What links begin with; no slash at the end. */
  readonly origin: string;
}

const DEFAULT_FROM = "Grappe <ne-pas-repondre@localhost>";

/** @throws Error when MAIL_FROM is not a sender */
export function mailSettings(environment: NodeJS.ProcessEnv = process.env): MailSettings {
  return {
    smtpUrl: environment.SMTP_URL || null,
    from: parseSender(environment.MAIL_FROM || DEFAULT_FROM),
    origin: (environment.PUBLIC_URL || `http://localhost:${environment.PORT || 3000}`).replace(/\/+$/, ""),
  };
}
