import { Form, Link, useLocation } from "@remix-run/react";
import { useEffect, useRef } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Grain, type GrainFace } from "./grain";
import { Icon } from "./icon";

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
        <ul>
          {can.manageStructure && acting.structureId && (
            <li>
              <Link to={paths.structure(acting.poleSlug, acting.structureId)}>
                <Icon name="building-2" />
                {t("account.structure")}
              </Link>
            </li>
          )}
          {can.managePole && (
            <li>
              <Link to={paths.structures(acting.poleSlug)}>
                <Icon name="network" />
                {t("account.structures")}
              </Link>
            </li>
          )}
          {can.managePole && (
            <li>
              <Link to={paths.usage(acting.poleSlug)}>
                <Icon name="chart-column" />
                {t("account.usage")}
              </Link>
            </li>
          )}
          {(can.manageStructure || can.managePole) && (
            <li>
              <Link to={paths.incidents(acting.poleSlug)}>
                <Icon name="triangle-alert" />
                {t("account.incidents")}
              </Link>
            </li>
          )}
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
