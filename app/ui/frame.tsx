import { Form, Link, NavLink, useLocation } from "@remix-run/react";
import { useEffect, useRef, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { AccountMenu, type ActingFor } from "./account-menu";
import { Mark } from "./brand";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";
import { NavigationProgress } from "./progress";
import { Toasts, type Flash } from "./toast";

export type { ActingFor } from "./account-menu";

/** What the frame shows; plain data from the root loader (see app/page-frame.tsx). */
export type FrameProps = {
  locale: "fr" | "en";
  person: { name: string; email: string };
  acting: ActingFor;
  /** Everything else the person may act for. */
  others: readonly ActingFor[];
  can: { manageStructure: boolean; managePole: boolean; seeCosts: boolean; advance: boolean };
  demo: boolean;
  /** How many things are in the basket of which pôle; null for who does not book. */
  basket: { pole: string; count: number } | null;
  flash: Flash | null;
  children: ReactNode;
};

/** What surrounds a page of somebody signed in. The page itself brings its `<div className="wrap">`. */
export function Frame({ locale, person, acting, others, can, demo, basket, flash, children }: FrameProps) {
  const t = useTranslations("common");
  const pole = acting.poleSlug;
  const tabs: { to: string; icon: IconName; name: string; end?: boolean }[] = [
    { to: paths.home(pole), icon: "house", name: t("nav.home"), end: true },
    { to: paths.catalogue(pole), icon: "layout-grid", name: t("nav.catalogue") },
    { to: paths.planning(pole), icon: "calendar-days", name: t("nav.planning") },
    { to: paths.needs(pole), icon: "handshake", name: t("nav.needs") },
    // Who sees no statement still declares what the structure paid.
    ...(can.seeCosts || can.advance
      ? [
          {
            to: can.seeCosts ? paths.costs(pole) : paths.advances(pole),
            icon: "receipt-euro" as const,
            name: t("nav.costs"),
          },
        ]
      : []),
    { to: paths.bookings(pole), icon: "calendar-check", name: t("nav.bookings") },
  ];
  return (
    <>
      <SkipLink />
      <NavigationProgress />
      <header className="top">
        <div className="wrap">
          <Link className="brand" to={paths.home(pole)} aria-label={t("homeLink")}>
            <Mark />
            <b>Grappe</b>
            <small>{acting.poleName}</small>
          </Link>
          <nav className="nav" aria-label={t("nav.label")}>
            <ul>
              {tabs.map(({ to, icon, name, end }) => (
                <li key={to}>
                  <NavLink to={to} end={end}>
                    <Icon name={icon} />
                    <span>{name}</span>
                  </NavLink>
                </li>
              ))}
            </ul>
          </nav>
          <Link className="top-find" to={paths.catalogue(pole)}>
            <Icon name="search" />
            <span className="sr">{t("search.label")}</span>
          </Link>
          {basket && <TopBasket {...basket} />}
          <AccountMenu person={person} acting={acting} others={others} can={can} demo={demo} />
        </div>
      </header>
      <Main>
        <Toasts flash={flash} />
        {children}
      </Main>
      <Footer locale={locale} poleName={acting.poleName} />
    </>
  );
}

/** The basket of a pôle, and how many things are in it. */
function TopBasket({ pole, count }: { pole: string; count: number }) {
  const t = useTranslations("common");
  return (
    <Link className="top-basket" to={paths.basket(pole)}>
      <Icon name="shopping-basket" />
      <span className="sr">{t("basket", { count })}</span>
      {count > 0 && <b aria-hidden="true">{count}</b>}
    </Link>
  );
}

type PublicFrameProps = {
  locale: "fr" | "en";
  /** Where "sign in" (or "your space") leads; absent on the sign-in pages. */
  door?: { to: string; signedIn: boolean };
  /** Of a pôle that has its reader as a guest, and no pôle of their own to go back to. */
  guest?: { pole: string; basket: { pole: string; count: number } | null } | null;
  flash: Flash | null;
  children: ReactNode;
};

/** What surrounds a page anybody can read, and those of a guest without a pôle. */
export function PublicFrame({ locale, door, guest, flash, children }: PublicFrameProps) {
  const t = useTranslations("common");
  return (
    <>
      <SkipLink />
      <NavigationProgress />
      <header className="top top--pub">
        <div className="wrap">
          <Link className="brand mr-auto" to={paths.public()} aria-label={t("homeLink")}>
            <Mark />
            <b>Grappe</b>
          </Link>
          {guest && (
            <nav className="nav" aria-label={t("nav.label")}>
              <ul>
                <li>
                  <NavLink to={paths.catalogue(guest.pole)} end>
                    <Icon name="layout-grid" />
                    <span>{t("nav.catalogue")}</span>
                  </NavLink>
                </li>
                <li>
                  <NavLink to={paths.bookings(guest.pole)} end>
                    <Icon name="calendar-check" />
                    <span>{t("nav.bookings")}</span>
                  </NavLink>
                </li>
              </ul>
            </nav>
          )}
          {guest?.basket && <TopBasket {...guest.basket} />}
          {door && (
            <Link className="btn btn--line" to={door.to}>
              <Icon name={door.signedIn ? "house" : "log-in"} />
              <span className={guest ? "door-word" : undefined}>
                {door.signedIn ? t("public.yourSpace") : t("public.signIn")}
              </span>
            </Link>
          )}
        </div>
      </header>
      <Main>
        <Toasts flash={flash} />
        {children}
      </Main>
      <Footer locale={locale} />
    </>
  );
}

/** The first thing a keyboard meets. */
export function SkipLink() {
  const t = useTranslations("common");
  return (
    <a className="skip" href="#contenu">
      {t("skip")}
    </a>
  );
}

/** The page's content. Going to another page puts the focus back here, as a full load would. */
export function Main({ className, children }: { className?: string; children: ReactNode }) {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const shown = useRef(pathname);
  useEffect(() => {
    if (shown.current === pathname) return;
    shown.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return (
    <main id="contenu" tabIndex={-1} ref={main} className={className}>
      {children}
    </main>
  );
}

/** Help, accessibility, personal data, and the other language. */
export function Footer({ locale, poleName }: { locale: "fr" | "en"; poleName?: string }) {
  const t = useTranslations("common");
  return (
    <footer className="foot">
      <div className="wrap">
        <p>{poleName ? t("foot.pole", { pole: poleName }) : t("foot.nobody")}</p>
        <FootLinks locale={locale} />
      </div>
    </footer>
  );
}

/** The links of the footer alone, for the sign-in pages. */
export function FootLinks({ locale }: { locale: "fr" | "en" }) {
  const t = useTranslations("common");
  const { pathname, search } = useLocation();
  const other = locale === "fr" ? "en" : "fr";
  return (
    <>
      <Link to={paths.help()}>{t("foot.help")}</Link>
      <Link to={paths.accessibility()}>{t("foot.accessibility")}</Link>
      <Link to={paths.privacy()}>{t("foot.privacy")}</Link>
      <Form method="post" action={paths.language()} reloadDocument>
        <input type="hidden" name="back" value={pathname + search} />
        <button type="submit" className="link" name="locale" value={other} lang={other}>
          {t("foot.otherLanguage")}
        </button>
      </Form>
    </>
  );
}
