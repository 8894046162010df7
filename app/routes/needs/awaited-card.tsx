import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import type { AwaitedLine } from "./awaited-view";

/** « Ce qui vous attend »: nothing at all where nothing does. */
export function AwaitedCard({ awaited }: { awaited: readonly AwaitedLine[] }) {
  const t = useTranslations("awaited");
  if (awaited.length === 0) return null;
  return (
    <Card as="section" tone="tint">
      <h2>{t("title")}</h2>
      <ol className="todo">
        {awaited.map(({ to, icon, title, about, until }) => (
          <li key={to + title}>
            <Icon name={icon} />
            <div>
              <Link to={to}>{title}</Link>
              <p>{about}</p>
              {until && (
                <p className="due">
                  <Icon name="hourglass" size="sm" />
                  {until}
                </p>
              )}
            </div>
          </li>
        ))}
      </ol>
    </Card>
  );
}

/** On a telephone, the way to what waits, far below what is free. */
export function AwaitedJump({ count }: { count: number }) {
  const t = useTranslations("awaited");
  if (count === 0) return null;
  return (
    <a className="jump" href="#attend">
      <Icon name="bell" />
      <b>{t("jump", { count })}</b>
      <Icon name="chevron-down" />
    </a>
  );
}
