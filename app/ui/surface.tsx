import { Link } from "@remix-run/react";
import { useId, type HTMLAttributes, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { classes, Icon } from "./icon";
import type { IconName } from "./icon-names";

type CardProps = HTMLAttributes<HTMLElement> & {
  as?: "div" | "section" | "article" | "aside" | "li";
  /** flat: set back; tint: the person's own matters; grape: what matters most, one in sight. */
  tone?: "flat" | "tint" | "grape";
};

/** One subject. Never a card in a card. */
export function Card({ as: Tag = "div", tone, className, ...rest }: CardProps) {
  return (
    <Tag {...rest} className={classes("card", tone && `card--${tone}`, tone === "grape" && "on-grape", className)} />
  );
}

/** Rows to compare, in one frame: its children are the rows. */
export function Sheet({
  as: Tag = "div",
  className,
  ...rest
}: HTMLAttributes<HTMLElement> & { as?: "div" | "ul" | "ol" }) {
  return <Tag {...rest} className={classes("sheet", className)} />;
}

type PageHeadProps = {
  title: ReactNode;
  lead?: ReactNode;
  /** The way back, from the top; the page itself is added as the last crumb. */
  crumbs?: readonly Crumb[];
  /** The last crumb when the title is not plain text, or is long. */
  here?: string;
  /** Buttons on the right. */
  actions?: ReactNode;
  className?: string;
  /** Under the title: badges, who, place. */
  children?: ReactNode;
};

/** The top of a page: the way back, its one h1, a sentence, its actions. */
export function PageHead({ title, lead, crumbs, here, actions, className, children }: PageHeadProps) {
  return (
    <>
      {crumbs && <Crumbs items={crumbs} here={here ?? (typeof title === "string" ? title : "")} />}
      <div className={classes("head", className)}>
        <div>
          <h1>{title}</h1>
          {lead && <p className="lead">{lead}</p>}
          {children}
        </div>
        {actions && <div className="actions">{actions}</div>}
      </div>
    </>
  );
}

/** A step of the way back. */
export type Crumb = { label: string; to: string };

/** The way back: links from the top, then the page itself. */
export function Crumbs({ items, here }: { items: readonly Crumb[]; here: string }) {
  const t = useTranslations("common");
  return (
    <nav className="crumbs" aria-label={t("crumbs")}>
      <ol>
        {items.map(({ label, to }) => (
          <li key={to}>
            <Link to={to}>{label}</Link>
          </li>
        ))}
        {here && <li aria-current="page">{here}</li>}
      </ol>
    </nav>
  );
}

type SectionProps = {
  title: ReactNode;
  /** What stands at the right of the title: a note, a link, a control. */
  aside?: ReactNode;
  /** The anchor of the section, and what names its title. */
  id?: string;
  /** The level of its title: 2 unless it is inside another section. */
  level?: 2 | 3;
  className?: string;
  children: ReactNode;
};

/** A part of a page with its title. */
export function Section({ title, aside, id, level = 2, className, children }: SectionProps) {
  const made = useId();
  const Title = level === 2 ? "h2" : "h3";
  const titleId = `${id ?? made}-title`;
  return (
    <section className={classes("section", className)} id={id} aria-labelledby={titleId}>
      <div className="section-head">
        <Title id={titleId}>{title}</Title>
        {aside}
      </div>
      {children}
    </section>
  );
}

type TabItem = { to: string; label: ReactNode; current?: boolean; icon?: IconName };

/**
 * Parts of one subject, as links.
 * @public
 */
export function Tabs({ label, items }: { label: string; items: readonly TabItem[] }) {
  return <LinkRow className="tabs" label={label} items={items} />;
}

/** Ways of seeing the same thing (day, week, month, list), as links. */
export function Segments({ label, items }: { label: string; items: readonly TabItem[] }) {
  return <LinkRow className="seg" label={label} items={items} />;
}

function LinkRow({ className, label, items }: { className: string; label: string; items: readonly TabItem[] }) {
  return (
    <nav className={className} aria-label={label}>
      {items.map(({ to, label: words, current, icon }) => (
        <Link key={to} to={to} aria-current={current ? "true" : undefined}>
          {icon && <Icon name={icon} size="sm" />}
          {words}
        </Link>
      ))}
    </nav>
  );
}
