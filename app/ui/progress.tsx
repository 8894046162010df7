import { useNavigation, useRevalidator } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";

/** How long a navigation may take before it shows (milliseconds): under it, a flash would only disturb. */
const patience = 300;

/** A thin line at the top of the page while a slow navigation is under way, said to screen readers too. */
export function NavigationProgress() {
  const t = useTranslations("common");
  const busy = useNavigation().state !== "idle";
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    if (!busy) return setSlow(false);
    const timer = setTimeout(() => setSlow(true), patience);
    return () => clearTimeout(timer);
  }, [busy]);
  return (
    <div role="status">
      {slow && (
        <>
          <div className="going" />
          <span className="sr">{t("loading")}</span>
        </>
      )}
    </div>
  );
}

/**
 * How far a long work is: `value` out of `max`, with its sentence.
 * @public
 */
export function Progress({ id, label, value, max }: { id: string; label: string; value: number; max: number }) {
  return (
    <div>
      <label className="small" htmlFor={id}>
        {label}
      </label>
      <progress id={id} value={value} max={max} />
    </div>
  );
}

/** How often a page asks how far its long work is (milliseconds; without scripts, the browser reloads it every two seconds). */
const EVERY = 1500;

/** On a page that shows how far a long work is: the page asks again by itself, with scripts or without. */
export function AskAgain() {
  const revalidator = useRevalidator();
  useEffect(() => {
    const timer = setInterval(() => {
      if (revalidator.state === "idle") revalidator.revalidate();
    }, EVERY);
    return () => clearInterval(timer);
  }, [revalidator]);
  return (
    <noscript>
      <meta httpEquiv="refresh" content="2" />
    </noscript>
  );
}

/**
 * Rows still to come, for what takes over a second; `label` says what is being looked for.
 * @public
 */
export function Skeleton({ label, rows = 3 }: { label: string; rows?: number }) {
  return (
    <div>
      <p className="small" role="status">
        {label}
      </p>
      <ul aria-hidden="true">
        {Array.from({ length: rows }, (_, row) => (
          <li className="sk-row" key={row}>
            <span className="skel sk-img" />
            <div>
              <span className="skel" style={{ width: "55%" }} />
              <span className="skel" style={{ width: "80%" }} />
            </div>
          </li>
        ))}
      </ul>
    </div>
  );
}
