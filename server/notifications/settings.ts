import { publicAddress } from "../config";
import { parseSender } from "./rules";

/** What the environment says of mail; server/config.ts checks it at start. */
export interface MailSettings {
  /** Without it, mails are kept in the database only. */
  readonly smtpUrl: string | null;
  readonly from: { readonly name: string; readonly address: string };
  /** What links begin with; no slash at the end. */
  readonly origin: string;
}

const DEFAULT_FROM = "Grappe <ne-pas-repondre@localhost>";

/** @throws Error when MAIL_FROM is not a sender */
export function mailSettings(environment: Readonly<Record<string, string | undefined>> = process.env): MailSettings {
  return {
    smtpUrl: environment.SMTP_URL || null,
    from: parseSender(environment.MAIL_FROM || DEFAULT_FROM),
    origin: environment.PUBLIC_URL?.replace(/\/+$/, "") || publicAddress(),
  };
}
