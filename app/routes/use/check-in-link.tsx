import {
  redirect,
  type ActionFunctionArgs,
  type HeadersFunction,
  type LoaderFunctionArgs,
  type MetaFunction,
} from "@remix-run/node";
import { useActionData, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { fieldsOf } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Card } from "~/ui/surface";
import { stepByLink, useByLink, type UseOfBooking } from "~server/use";
import { readState, refusedState } from "./state-answer";
import { StateForm } from "./state-form";
import { stateView } from "./state-view";
import { momentWords, type Reader, type SayUse } from "./words";

/** A booking's own link: whoever holds it takes and gives back that booking, and sees nothing else. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { link, use } = await useByLink(args.params.token ?? "");
  const reader = { locale: await requestLocale(args), timeZone: link.timeZone };
  const t = await translator(reader.locale, "use");
  const view = await stateView(use, use.next ?? "start", reader);
  const done = new URL(args.request.url).searchParams.get("fait");
  return {
    title: await pageTitle(reader.locale, t("link.tabTitle", { name: use.resourceName })),
    hello: link.personName ? t("link.hello", { name: link.personName }) : t("link.helloAlone"),
    thanks: done === "start" ? t("link.thanksStart") : done === "end" ? t("link.thanksEnd") : null,
    view: use.next ? view : null,
    when: view.when,
    name: use.resourceName,
    why: use.next ? null : whyNothing(use, reader, t),
    booking: paths.booking(link.poleSlug, use.bookingId),
  };
});

/** Takes the step that the page showed. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const token = args.params.token ?? "";
  // Before reading what may be heavy: a link that opens nothing reads nothing.
  const { link } = await useByLink(token);
  const reader = { locale: await requestLocale(args), timeZone: link.timeZone };
  const form = await fieldsOf(args.request);
  const read = await readState(form, reader);
  if (!read.ok) return read.again;
  const moment = formText(form, "moment") === "end" ? "end" : "start";
  const outcome = await stepByLink(token, read.value, moment);
  if (!outcome.ok) return refusedState(form, outcome.problem, reader);
  return redirect(`${paths.checkInLink(token)}?fait=${moment}`);
});

function whyNothing(use: UseOfBooking, reader: Reader, t: SayUse): string {
  if (use.state === "confirmed" && new Date() < use.from) return t("link.early", momentWords(use.from, reader));
  if (use.state === "no_show") return t("link.released");
  if (use.state === "confirmed" || use.state === "checked_in" || use.state === "returned" || use.state === "settled") {
    return t("link.over");
  }
  return t("link.notConfirmed");
}

export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store" });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
];

export default function CheckInLink() {
  const { hello, thanks, view, when, name, why, booking } = useLoaderData<typeof loader>();
  const answer = useActionData<typeof action>();
  const t = useTranslations("use.link");
  return (
    <div className="wrap">
      <div className="narrow stack by-link">
        <p className="soft">{hello}</p>
        <h1>{name}</h1>
        <p className="lead">{when}</p>
        {thanks && (
          <Alert tone="ok" live>
            {thanks}
          </Alert>
        )}
        {view ? (
          <Card className="stack">
            {view.lead && <p className="soft">{view.lead}</p>}
            <StateForm key={view.moment} view={view} answer={answer} />
          </Card>
        ) : (
          !thanks && why && <Alert tone="you">{why}</Alert>
        )}
        <ButtonLink to={booking} variant="line" icon="log-in">
          {t("signIn")}
        </ButtonLink>
      </div>
    </div>
  );
}
