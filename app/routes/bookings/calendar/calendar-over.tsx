import { useSubmit } from "@remix-run/react";
import { lazy, Suspense, useEffect, useState, type ReactNode } from "react";
import type { Locale } from "~server/kernel/actor";
import { timeText } from "~server/kernel/time";
import type { CalendarData, Choice, Dragged } from "./event";

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
  const submit = useSubmit();
  // The same form as on the page that moves a booking: it answers with an undo, or with that page and why not.
  const drag = ({ move, date, start, end, resourceId }: Dragged) =>
    submit(
      {
        jour: date,
        de: timeText(start),
        a: timeText(end),
        retour: data.view === "day" ? "planning" : "ressource",
        ...(resourceId ? { ressource: resourceId } : {}),
      },
      { method: "post", action: move },
    );
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
        <p className="small soft">{words.help}</p>
        <div className="seg" role="group" aria-label={words.label}>
          <button type="button" aria-pressed={drawn} onClick={() => choose("calendar")}>
            {words.asCalendar}
          </button>
          <button type="button" aria-pressed={!drawn} onClick={() => choose("table")}>
            {words.asTable}
          </button>
        </div>
      </div>
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
