import type { HeadersFunction, LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { classes } from "~/ui/icon";
import { QrCode } from "~/ui/qr-code";
import { formatDay, formatTime } from "~server/kernel/format";
import { displayedDoor, doorNow, qrPath } from "~server/use";
import { comingView } from "./door-view";

/** Bare, without scripts: an old tablet shows it for years. It reads itself again each minute. */
export const handle = { frame: "none", scripts: false };

/** How many bookings to come fit. */
const SHOWN = 4;

/** A door, for the tablet beside it. It writes nothing: who wants to book scans the code, signed in on a telephone. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const { day } = await displayedDoor(args.params.token ?? "");
  const locale = await requestLocale(args);
  const t = await translator(locale, "use");
  const { state, until, taken, next } = doorNow(day);
  const url = new URL(args.request.url).origin + paths.door(day.doorCode);
  return {
    title: day.resourceName,
    name: day.resourceName,
    place: day.placeName,
    state: day.archived ? ("closed" as const) : state,
    until:
      until !== null
        ? t("display.until", { time: formatTime(until, locale) })
        : state === "free"
          ? t("display.untilEvening")
          : "",
    now: taken && comingView(taken, { locale }),
    next: next.slice(0, SHOWN).map((segment) => comingView(segment, { locale })),
    clock: t("display.updated", { day: formatDay(day.date, locale), time: formatTime(day.minutes, locale) }),
    code: qrPath(url),
    url,
  };
});

/** Nobody keeps it, and its address goes to no other site. */
export const headers: HeadersFunction = () => ({ "Cache-Control": "no-store", "Referrer-Policy": "no-referrer" });

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "robots", content: "noindex" },
  { httpEquiv: "refresh", content: "60" },
];

export default function Display() {
  const { name, place, state, until, now, next, clock, code, url } = useLoaderData<typeof loader>();
  const t = useTranslations("use");
  return (
    <main className={classes("display", `display--${state}`)}>
      <header>
        <p className="display-name">
          <b>{name}</b>
          {place && <span>{place}</span>}
        </p>
        <p className="display-clock">{clock}</p>
      </header>
      <div className="display-now">
        <h1>{t(`display.${state}`)}</h1>
        {until && <p className="display-until">{until}</p>}
        {now && (
          <p className="display-who">
            <b>{now.who}</b>
            {now.title && <span>{now.title}</span>}
          </p>
        )}
      </div>
      <section className="display-next" aria-labelledby="ensuite">
        <h2 id="ensuite">{t("display.next")}</h2>
        {next.length === 0 ? (
          <p>{t("display.nothing")}</p>
        ) : (
          <ul>
            {next.map(({ key, hours, who, title }) => (
              <li key={key}>
                <b>{hours}</b>
                <span>{[who, title].filter(Boolean).join(", ")}</span>
              </li>
            ))}
          </ul>
        )}
      </section>
      <div className="display-scan">
        <QrCode code={code} label={t("sheet.alt", { url })} />
        <p>{t("display.scan")}</p>
      </div>
    </main>
  );
}
