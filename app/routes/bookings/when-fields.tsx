import { useTranslations } from "use-intl";
import { DayField } from "~/ui/day-field";
import { Field, Input, TimeField } from "~/ui/field";
import type { WhenField } from "./when";
import type { WhenView } from "./when-view";

/**
 * Day, from, to: the three fields of a slot. `id` begins the ids of their controls ("chercher-jour"). A form that may
 * fold them away is `noValidate`: a browser that holds back a day past the horizon has nowhere to say so, and its
 * buttons would do nothing.
 */
export function WhenFields({
  id,
  view,
  className,
  days,
}: {
  id: string;
  view: WhenView;
  className: string;
  /** Whether the last day is asked; unless told, where there is one already. */
  days?: boolean;
}) {
  const t = useTranslations("bookings.when");
  const { typed, errors } = view;
  const wrong = (field: WhenField) => errors.find((error) => error.field === field)?.beside;
  return (
    <div className={className}>
      <Field className="f-day" id={`${id}-jour`} label={t("day")} error={wrong("jour")}>
        <DayField name="jour" days={view.days} defaultValue={typed.jour} min={view.min} max={view.max} />
      </Field>
      {/* The keys: a new address is a new choice, which an uncontrolled field would not show. */}
      <Field id={`${id}-de`} label={t("from")} error={wrong("de")}>
        <TimeField name="de" times={view.starts} defaultValue={typed.de} key={`${typed.jour} ${typed.de}`} />
      </Field>
      <Field id={`${id}-a`} label={t("to")} error={wrong("a")}>
        <TimeField name="a" times={view.ends} defaultValue={typed.a} key={`${typed.jour} ${typed.a}`} />
      </Field>
      {(days ?? typed.jusquau !== "") && (
        <Field className="f-day" id={`${id}-jusquau`} label={t("untilDay")} optional error={wrong("jusquau")}>
          <Input
            type="date"
            name="jusquau"
            min={view.min}
            max={view.max}
            defaultValue={typed.jusquau}
            key={typed.jusquau}
          />
        </Field>
      )}
    </div>
  );
}
