import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import type { Locale } from "~server/kernel/actor";
import type { CalendarData, Choice } from "./event";
import { useDrag } from "./use-drag";

// Loaded only where it is shown: it weighs more than the rest of a page.
const Calendar = lazy(() => import("./calendar"));

const CHOICE = "grappe-calendar";
/** A calendar to draw on wants room and a pointer; elsewhere the table is better. */
const ROOMY = "(min-width: 64rem) and (hover: hover)";

/**
 * Puts the drawn calendar over `children`, the server's table of the same hours. The table is the ground: it is what
 * shows without JavaScript, on a telephone, and for whoever prefers it (their browser remembers).
 */
export function CalendarOver({
  data,
  locale,
  words,
  onChoose,
  onOpen,
  children,
}: {
  data: CalendarData;
  locale: Locale;
  words: { label: string; asCalendar: string; asTable: string; help: string };
  onChoose: (choice: Choice) => void;
  onOpen: (href: string) => void;
  children: ReactNode;
}) {
  const t = useTranslations("search.drag");
  const { drag, moving, refused } = useDrag();
  const [roomy, setRoomy] = useState(false);
  const [drawn, setDrawn] = useState(false);
  useEffect(() => {
    const media = window.matchMedia(ROOMY);
    const look = () => setRoomy(media.matches);
    look();
    setDrawn(readChoice() !== "table");
    media.addEventListener("change", look);
    return () => media.removeEventListener("change", look);
  }, []);
  if (!roomy) return <>{children}</>;
  const choose = (next: "calendar" | "table") => {
    setDrawn(next === "calendar");
    keepChoice(next);
  };
  return (
    <>
      <div className="drawn-switch">
        <p className="small soft" role="status">
          {moving ? t("moving") : words.help}
        </p>
        <div className="seg" role="group" aria-label={words.label}>
          <button type="button" aria-pressed={drawn} onClick={() => choose("calendar")}>
            {words.asCalendar}
          </button>
          <button type="button" aria-pressed={!drawn} onClick={() => choose("table")}>
            {words.asTable}
          </button>
        </div>
      </div>
      {refused && (
        <div className="drawn-refused">
          <Alert tone="wait" title={refused.why} level={3} live>
            {refused.others.map((other) => (
              <p key={other}>{other}</p>
            ))}
            <p>{t("stayed")}</p>
            <ButtonLink to={refused.form} variant="line" size="sm">
              {t("otherwise")}
            </ButtonLink>
          </Alert>
        </div>
      )}
      {drawn ? (
        <Suspense fallback={children}>
          <Calendar data={data} locale={locale} label={words.label} onChoose={onChoose} onOpen={onOpen} onDrag={drag} />
        </Suspense>
      ) : (
        children
      )}
    </>
  );
}

// A browser may refuse its storage (private windows): then nothing is remembered, and nothing breaks.
function readChoice(): string | null {
  try {
    return window.localStorage.getItem(CHOICE);
  } catch {
    return null;
  }
}

function keepChoice(choice: string): void {
  try {
    window.localStorage.setItem(CHOICE, choice);
  } catch {
    // See above.
  }
}
