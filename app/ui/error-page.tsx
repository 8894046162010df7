import { Link, useLocation } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Grain } from "./grain";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { Illustration } from "./illustration";

type Kind = "forbidden" | "notFound" | "conflict" | "invalid" | "tooMany" | "broken" | "offline";

type ErrorPageProps = {
  status: number;
  /** The beginning of the request's id, to quote: shown for what is our fault. */
  reference?: string;
  /** For whom the person acts: who was refused. */
  acting?: string;
  signedIn: boolean;
  /** Where "home" leads. */
  home: string;
};

/** What went wrong, whose fault it is, and what to do now. */
export function ErrorPage({ status, reference, acting, signedIn, home }: ErrorPageProps) {
  const t = useTranslations("common.error");
  const { pathname, search } = useLocation();
  const kind = kindOf(status);
  const face = faces[kind];
  return (
    <div className="wrap">
      <div className="card big">
        {face ? <Grain size="lg" colour={face.colour} icon={face.icon} /> : <Illustration name="box" />}
        <h1>{t(`${kind}.title`)}</h1>
        <p>{kind === "forbidden" ? forbidden() : t(`${kind}.text`)}</p>
        <div className="actions">
          {mayPass.has(kind) && (
            // A plain link: the page is asked for again, whole.
            <a className="btn" href={pathname + search}>
              <Icon name="rotate-cw" />
              {t("retry")}
            </a>
          )}
          {!mayPass.has(kind) && !signedIn && (
            <Link className="btn" to={paths.signIn(pathname + search)}>
              <Icon name="log-in" />
              {t("signIn")}
            </Link>
          )}
          <Link className={mayPass.has(kind) || !signedIn ? "btn btn--line" : "btn"} to={home}>
            {t("home")}
          </Link>
          {kind === "forbidden" && signedIn && (
            <Link className="btn btn--line" to={paths.actingFor()}>
              {t("switch")}
            </Link>
          )}
          <Link className="btn btn--text" to={paths.help()}>
            {t("help")}
          </Link>
        </div>
        {reference && status >= 500 && (
          <p className="small soft ref">{t.rich("reference", { reference, b: (words) => <b>{words}</b> })}</p>
        )}
      </div>
    </div>
  );

  function forbidden(): string {
    return acting ? t("forbidden.text", { acting }) : t("forbidden.textNobody");
  }
}

function kindOf(status: number): Kind {
  if (status === 401 || status === 403) return "forbidden";
  if (status === 404 || status === 405) return "notFound";
  if (status === 409) return "conflict";
  if (status === 429) return "tooMany";
  if (status === 503) return "offline";
  return status < 500 ? "invalid" : "broken";
}

/** Where trying again may be enough. */
const mayPass = new Set<Kind>(["conflict", "tooMany", "broken", "offline"]);

const faces: Record<Kind, { icon: IconName; colour: number } | null> = {
  forbidden: { icon: "lock-keyhole", colour: 3 },
  notFound: null,
  conflict: { icon: "history", colour: 3 },
  invalid: { icon: "circle-alert", colour: 3 },
  tooMany: { icon: "hourglass", colour: 3 },
  broken: { icon: "plug-zap", colour: 4 },
  offline: { icon: "hourglass", colour: 3 },
};
