import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Form, Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button, ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Icon } from "~/ui/icon";
import { Pagination } from "~/ui/pagination";
import { PageHead, Sheet } from "~/ui/surface";
import { keptMails, MAILS_A_PAGE } from "~server/notifications";
import { requireMailbox, writtenOn } from "./mailbox-door";

export const handle = { scripts: false };

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { locale, timeZone } = await requireMailbox(args);
  const { searchParams } = new URL(args.request.url);
  const words = (searchParams.get("q") ?? "").slice(0, 100);
  const page = Math.min(Math.max(Math.floor(Number(searchParams.get("page"))) || 1, 1), 10_000);
  const { mails, total } = await keptMails(words, page);
  const t = await translator(locale, "notifications");
  return {
    title: await pageTitle(locale, t("mailbox.title")),
    words,
    page,
    total,
    pageCount: Math.ceil(total / MAILS_A_PAGE),
    mails: mails.map((mail) => ({ ...mail, ...writtenOn(mail.createdAt, timeZone, locale) })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

/** The mails of the demonstration, for everybody to read. */
export default function Mailbox() {
  const t = useTranslations("notifications.mailbox");
  const { words, page, pageCount, total, mails } = useLoaderData<typeof loader>();
  return (
    <div className="wrap">
      <PageHead title={t("title")} lead={t("lead")} />
      <div className="stack">
        <Alert tone="you">{t("open")}</Alert>
        <Form className="mail-search" role="search" method="get" action={paths.mailbox()}>
          <label className="sr" htmlFor="mail-words">
            {t("search")}
          </label>
          <input
            className="input"
            id="mail-words"
            type="search"
            name="q"
            defaultValue={words}
            placeholder={t("placeholder")}
            maxLength={100}
          />
          <Button icon="search">{t("submit")}</Button>
        </Form>
        {words && (
          <p className="row">
            <span role="status">{t("found", { count: total })}</span>
            <Link to={paths.mailbox()}>{t("all")}</Link>
          </p>
        )}
        {mails.length === 0 ? (
          <NoMail searched={words !== ""} />
        ) : (
          <Sheet as="ul" className="mails" aria-label={t("list")}>
            {mails.map(({ id, subject, locale, toName, toAddress, written, hasFiles }) => (
              <li key={id}>
                <Link to={paths.email(id)} lang={locale}>
                  {subject}
                </Link>
                <p>
                  <span>{toName ? `${toName} · ${toAddress}` : toAddress}</span>
                  <span>{written}</span>
                  {hasFiles && (
                    <span>
                      <Icon name="paperclip" size="sm" /> {t("files")}
                    </span>
                  )}
                </p>
              </li>
            ))}
          </Sheet>
        )}
        <Pagination page={page} pageCount={pageCount} to={(other) => paths.mailbox({ q: words, page: other })} />
      </div>
    </div>
  );
}

function NoMail({ searched }: { searched: boolean }) {
  const t = useTranslations("notifications.mailbox");
  if (!searched) return <Empty title={t("empty.title")}>{t("empty.text")}</Empty>;
  const all = <ButtonLink to={paths.mailbox()}>{t("all")}</ButtonLink>;
  return (
    <Empty picture="search" title={t("nothing.title")} actions={all}>
      {t("nothing.text")}
    </Empty>
  );
}
