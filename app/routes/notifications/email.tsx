import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { buttonClass } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { PageHead, Section } from "~/ui/surface";
import { NotFound } from "~server/kernel/errors";
import { keptMail } from "~server/notifications";
import { requireMailbox, writtenOn } from "./mailbox-door";

export const handle = { scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { locale, timeZone } = await requireMailbox(args);
  const mail = await keptMail(args.params.email ?? "");
  if (!mail) throw new NotFound("email");
  const { files, createdAt, html, ...rest } = mail;
  return {
    ...rest,
    // Its links open in the page around the frame; the frame itself stays what it is.
    html: html.replace("<head>", '<head><base target="_top">'),
    ...writtenOn(createdAt, timeZone, locale),
    files: files.map(({ filename }) => filename),
    title: await pageTitle(locale, mail.subject),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

/** One mail of the demonstration: as it shows, and as plain text. */
export default function Email() {
  const t = useTranslations("notifications.email");
  const mail = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <PageHead
        title={<span lang={mail.locale}>{mail.subject}</span>}
        here={mail.toName || mail.toAddress}
        crumbs={[{ label: t("back"), to: paths.mailbox() }]}
      >
        <Envelope mail={mail} />
      </PageHead>
      {mail.text === "" ? (
        <Alert>{t("forgotten")}</Alert>
      ) : (
        <div className="halves">
          <Section title={t("shown")}>
            {/* No scripts, no forms, no origin of ours: only links, when they are followed by hand. */}
            <iframe
              className="mail-frame"
              title={t("frame")}
              sandbox="allow-top-navigation-by-user-activation"
              srcDoc={mail.html}
            />
          </Section>
          <Section title={t("text")}>
            <pre className="mail-text" lang={mail.locale}>
              {mail.text}
            </pre>
          </Section>
        </div>
      )}
    </div>
  );
}

function Envelope({ mail }: { mail: ReturnType<typeof useLoaderData<typeof loader>> }) {
  const t = useTranslations("notifications.email");
  return (
    <>
      <dl className="mail-envelope">
        <dt>{t("from")}</dt>
        <dd>{mail.from}</dd>
        <dt>{t("to")}</dt>
        <dd>{mail.toName ? `${mail.toName} <${mail.toAddress}>` : mail.toAddress}</dd>
        <dt>{t("date")}</dt>
        <dd>{mail.written}</dd>
        <dt>{t("language")}</dt>
        <dd>{t(mail.locale)}</dd>
      </dl>
      {mail.files.length > 0 && (
        <ul className="actions" aria-label={t("files")}>
          {mail.files.map((name, position) => (
            <li key={name}>
              <a
                className={buttonClass({ variant: "line", size: "sm" })}
                href={paths.emailFile(mail.id, position)}
                download
              >
                <Icon name="paperclip" size="sm" />
                {t("download", { name })}
              </a>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
