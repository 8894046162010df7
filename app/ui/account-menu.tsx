import { Form, Link, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Grain, type GrainFace } from "./grain";
import { Icon } from "./icon";
import type { IconName } from "./icon-names";

/** A structure in a pôle (or the pôle's own staff, without a structure) that somebody may act for. */
export type ActingFor = GrainFace & {
  poleId: string;
  poleSlug: string;
  poleName: string;
  structureId: string | null;
  /** The structure's name, or the pôle's for its staff. */
  name: string;
};

type AccountMenuProps = {
  person: { name: string; email: string };
  acting: ActingFor;
  others: readonly ActingFor[];
  can: { manageStructure: boolean; managePole: boolean };
  demo: boolean;
};

/** For whom one acts, the way to act for somebody else in one gesture, one's account, and the way out. */
export function AccountMenu({ person, acting, others, can, demo }: AccountMenuProps) {
  const t = useTranslations("common");
  const menu = useClosingDetails();
  const manage = managePages(acting, can);
  return (
    <details className="account" ref={menu}>
      <summary>
        <Grain initials={acting.initials} me />
        <span>
          <small>{t("account.actingFor")}</small> <b>{acting.name}</b>
        </span>
        <Icon name="chevron-down" />
      </summary>
      <div className="menu">
        <p className="menu-who">
          <b>{person.name}</b>
          <span className="soft">{person.email}</span>
        </p>
        {others.length > 0 && (
          <Form method="post" action={paths.actingFor()}>
            <p className="menu-t">{t("account.switch")}</p>
            {others.map((one) => (
              <button key={`${one.poleId} ${one.structureId}`} type="submit" name="acting" value={actingValue(one)}>
                <Grain initials={one.initials} colour={one.colour} size="sm" />
                <span>
                  {one.name}
                  {one.name !== one.poleName && <small>{one.poleName}</small>}
                </span>
              </button>
            ))}
          </Form>
        )}
        {manage.length > 0 && <p className="menu-t">{t("account.manage")}</p>}
        <ul>
          {manage.map(({ to, icon, key }) => (
            <li key={key}>
              <Link to={to}>
                <Icon name={icon} />
                {t(`account.${key}`)}
              </Link>
            </li>
          ))}
        </ul>
        <ul>
          <li>
            <Link to={paths.account()}>
              <Icon name="settings" />
              {t("account.account")}
            </Link>
          </li>
          {demo && (
            <li>
              <Link to={paths.mailbox()}>
                <Icon name="mail" />
                {t("account.mailbox")}
              </Link>
            </li>
          )}
        </ul>
        <Form method="post" action={paths.signOut()} reloadDocument>
          <button type="submit">
            <Icon name="log-out" />
            {t("account.signOut")}
          </button>
        </Form>
      </div>
    </details>
  );
}

/** What an administrator of a structure and a manager of the pôle look after, by what is looked at most. */
function managePages({ poleSlug: pole, structureId }: ActingFor, can: AccountMenuProps["can"]) {
  const pages: { key: ManageKey; to: string; icon: IconName; shown: boolean }[] = [
    { key: "requests", to: paths.requests(pole), icon: "hourglass", shown: can.manageStructure || can.managePole },
    { key: "poleBookings", to: paths.poleBookings(pole), icon: "calendar-check", shown: can.managePole },
    { key: "orders", to: paths.orders(pole), icon: "concierge-bell", shown: can.manageStructure },
    {
      key: "incidents",
      to: paths.incidents(pole),
      icon: "triangle-alert",
      shown: can.manageStructure || can.managePole,
    },
    {
      key: "structure",
      to: paths.structure(pole, structureId ?? ""),
      icon: "building-2",
      shown: can.manageStructure && structureId !== null,
    },
    { key: "structures", to: paths.structures(pole), icon: "network", shown: can.managePole },
    { key: "usage", to: paths.usage(pole), icon: "chart-column", shown: can.managePole },
    { key: "imports", to: paths.imports(pole), icon: "upload", shown: can.managePole },
    { key: "settings", to: paths.poleSettings(pole), icon: "sliders-horizontal", shown: can.managePole },
  ];
  return pages.filter(({ shown }) => shown);
}

type ManageKey =
  "requests" | "poleBookings" | "orders" | "incidents" | "structure" | "structures" | "usage" | "imports" | "settings";

/** What the switch sends: the pôle's id, then the structure's when there is one. */
export function actingValue({ poleId, structureId }: Pick<ActingFor, "poleId" | "structureId">): string {
  return structureId ? `${poleId}/${structureId}` : poleId;
}

/** A <details> that also closes with Escape, by a press elsewhere, and when the page changes. */
function useClosingDetails() {
  const details = useRef<HTMLDetailsElement>(null);
  const location = useLocation();
  useEffect(() => {
    if (details.current) details.current.open = false;
  }, [location]);
  useEffect(() => {
    const close = (event: Event) => {
      const menu = details.current;
      if (!menu?.open) return;
      if (event instanceof KeyboardEvent) {
        if (event.key !== "Escape") return;
        menu.querySelector("summary")?.focus();
      } else if (event.target instanceof Node && menu.contains(event.target)) return;
      menu.open = false;
    };
    document.addEventListener("keydown", close);
    document.addEventListener("pointerdown", close);
    return () => {
      document.removeEventListener("keydown", close);
      document.removeEventListener("pointerdown", close);
    };
  }, []);
  return details;
}
