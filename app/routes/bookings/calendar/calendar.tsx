import { format, getDay, startOfWeek } from "date-fns";
import { enGB, fr } from "date-fns/locale";
import {
  cloneElement,
  useEffect,
  useMemo,
  type ComponentClass,
  type ComponentProps,
  type CSSProperties,
  type ReactElement,
  type ReactNode,
} from "react";
import { Calendar as BigCalendar, dateFnsLocalizer, type EventWrapperProps } from "react-big-calendar";
import withDragAndDropModule, { type EventInteractionArgs } from "react-big-calendar/lib/addons/dragAndDrop";
import { formatDay, formatTime, formatTimeRange } from "~server/kernel/format";
import type { Locale } from "~server/kernel/actor";
import { hold, release } from "../../calendars/holding";
import type { CalendarData, CalendarEvent, Choice, Dragged } from "./event";
import "react-big-calendar/lib/addons/dragAndDrop/styles.css";
import "./calendar.css";

// react-big-calendar counts in the browser's zone. We give it the pôle's wall clock dressed as local dates: 14 h in
// Brizac is drawn at 14 h in Lisbon too, and what is drawn is read back as wall clock.
const dressed = (wallClock: string) => new Date(wallClock);
const minutesOf = (date: Date) => date.getHours() * 60 + date.getMinutes();
const dateOf = (date: Date) => format(date, "yyyy-MM-dd");
const atMinutes = (date: string, minutes: number) => {
  const at = dressed(`${date}T00:00`);
  at.setMinutes(minutes);
  return at;
};

const localizer = dateFnsLocalizer({
  format,
  getDay,
  startOfWeek: (date: Date) => startOfWeek(date, { weekStartsOn: 1 }),
  locales: { fr, en: enGB },
});

// A CommonJS module: its default may come wrapped.
const withDragAndDrop =
  typeof withDragAndDropModule === "function"
    ? withDragAndDropModule
    : (withDragAndDropModule as unknown as { default: typeof withDragAndDropModule }).default;

type DrawnEvent = { source: CalendarEvent; title: string; start: Date; end: Date; resourceId?: string };

const Dragging = withDragAndDrop<DrawnEvent, { id: string; name: string }>(BigCalendar);

/**
 * The library makes its components anew each time it is drawn, so that every stretch was taken away and put back: who
 * had one under the pointer or the focus lost it at each live change. Those that it made first are kept.
 */
class Draggable extends (Dragging as ComponentClass<ComponentProps<typeof Dragging>>) {
  private made: unknown;
  get components(): unknown {
    return this.made;
  }
  set components(anew: unknown) {
    this.made ??= anew;
  }
}

/** The library makes a button of each stretch; what leads nowhere is none. */
function StretchWrapper({ event, children }: EventWrapperProps<DrawnEvent> & { children?: ReactNode }) {
  if (event.source.href) return <>{children}</>;
  // What makes it draggable is between us and the stretch.
  const wrapper = children as ReactElement<{ children: ReactElement }>;
  return cloneElement(wrapper, {}, cloneElement(wrapper.props.children, { role: undefined, tabIndex: undefined }));
}

// The library's own head of a column says it is one to screen readers, in what is no table.
const COMPONENTS = {
  eventWrapper: StretchWrapper,
  header: ({ label }: { label: string }) => <span>{label}</span>,
};

/** How long after the pointer the page is let go, in milliseconds. */
const SENT = 100;

/** Lets go of the page when the pointer is let go, wherever that is. */
function useHeld(): void {
  useEffect(() => {
    // The library looks first where it was dropped, and what is dropped is sent.
    const letGo = () => void window.setTimeout(release, SENT);
    const ends = ["pointerup", "pointercancel", "blur"] as const;
    for (const end of ends) window.addEventListener(end, letGo);
    return () => {
      for (const end of ends) window.removeEventListener(end, letGo);
      release();
    };
  }, []);
}

/** The drawn calendar, over the table: drag over free hours to choose them, drag your booking to move or resize it,
 * click it to open it: its page has the same by a form. */
export default function Calendar({
  data,
  locale,
  label,
  onChoose,
  onOpen,
  onDrag,
}: {
  data: CalendarData;
  locale: Locale;
  /** What the calendar is, for who hears it. */
  label: string;
  onChoose: (choice: Choice) => void;
  onOpen: (href: string) => void;
  onDrag: (dragged: Dragged) => void;
}) {
  useHeld();
  const dropped = ({ event, start, end, resourceId }: EventInteractionArgs<DrawnEvent>) => {
    const [from, to] = [new Date(start), new Date(end)];
    const { move } = event.source;
    if (
      !move ||
      (from.getTime() === event.start.getTime() &&
        to.getTime() === event.end.getTime() &&
        (resourceId ?? event.resourceId) === event.resourceId)
    )
      return;
    const minutes = (to.getTime() - from.getTime()) / 60_000;
    onDrag({
      move,
      date: dateOf(from),
      start: minutesOf(from),
      end: minutesOf(from) + minutes,
      // The library says null where there is one column a day.
      resourceId: resourceId == null ? event.resourceId : String(resourceId),
    });
  };
  const events = useMemo<DrawnEvent[]>(
    () =>
      data.events.map((source) => ({
        source,
        title: source.title,
        start: dressed(source.start),
        end: dressed(source.end),
        resourceId: source.resourceId,
      })),
    [data.events],
  );
  const time = (date: Date) => formatTime(minutesOf(date), locale);
  const range = ({ start, end }: { start: Date; end: Date }) =>
    formatTimeRange(minutesOf(start), minutesOf(end) || 1440, locale);
  return (
    <div
      className="drawn-calendar"
      onPointerDown={hold}
      role="group"
      aria-label={label}
      style={{ "--columns": data.resources?.length ?? 7 } as CSSProperties}
    >
      <Draggable
        localizer={localizer}
        culture={locale}
        date={dressed(`${data.from}T00:00`)}
        view={data.view}
        views={[data.view]}
        drilldownView={null}
        components={COMPONENTS}
        onView={() => undefined}
        onNavigate={() => undefined}
        toolbar={false}
        events={events}
        resources={data.resources && [...data.resources]}
        resourceAccessor="resourceId"
        resourceIdAccessor="id"
        resourceTitleAccessor="name"
        min={atMinutes(data.from, data.opens)}
        // The library's day ends at 23:59 at the latest.
        max={atMinutes(data.from, Math.min(data.closes, 1439))}
        step={data.stepMinutes}
        timeslots={Math.max(1, 60 / data.stepMinutes)}
        selectable
        draggableAccessor={({ source }) => source.move !== undefined}
        resizableAccessor={({ source }) => source.move !== undefined}
        onEventDrop={dropped}
        onEventResize={dropped}
        // A finger held still chooses; a finger that moves scrolls.
        longPressThreshold={250}
        dayLayoutAlgorithm="no-overlap"
        formats={{
          timeGutterFormat: time,
          selectRangeFormat: range,
          eventTimeRangeFormat: range,
          dayFormat: (date) => formatDay(dateOf(date), locale, { short: true }),
        }}
        eventPropGetter={({ source }) => ({ className: `drawn-${source.kind}` })}
        onSelectEvent={({ source }) => source.href && onOpen(source.href)}
        onKeyPressEvent={({ source }, key) => {
          if ("key" in key && key.key === "Enter" && source.href) onOpen(source.href);
        }}
        onSelecting={({ start, end }) =>
          dateOf(start) === dateOf(end) || (minutesOf(end) === 0 && end.getTime() - start.getTime() <= 86_400_000)
        }
        onSelectSlot={({ start, end, action, resourceId }) => {
          // A click without a drag means "from here": an hour, which the form lets one change.
          const minutes = action === "select" ? (end.getTime() - start.getTime()) / 60_000 : 60;
          onChoose({
            date: dateOf(start),
            start: minutesOf(start),
            end: minutesOf(start) + minutes,
            resourceId: resourceId == null ? undefined : String(resourceId),
          });
        }}
      />
    </div>
  );
}
