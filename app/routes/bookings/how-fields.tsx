import { useTranslations } from "use-intl";
import { Field, Input, Select } from "~/ui/field";
import { useShown } from "./ask-again";
import type { HowView } from "./how-view";
import { WhenFields } from "./when-fields";
import type { WhenView } from "./when-view";

type Props = { id: string; how: HowView };

/** The slot; or, of what is booked by sessions, which of them. `id` begins the ids of the controls. */
export function SlotFields({ id, how, view }: Props & { view: WhenView }) {
  const t = useTranslations("composition.page");
  if (!how.sessions) return <WhenFields id={id} view={view} className="when-row" days={how.days || undefined} />;
  if (how.sessions.length === 0) return <p className="soft">{t("sessionsNone")}</p>;
  return (
    <Field id={`${id}-seance`} label={t("session")}>
      <Select name="seance" options={how.sessions} defaultValue={how.session} key={how.session} />
    </Field>
  );
}

/** For how many people, where they make sense: beyond `capacity` there is no place for them. */
export function PeopleField({ id, how, view, capacity }: Props & { view: WhenView; capacity: number }) {
  const t = useTranslations("bookings.room");
  useShown(`${id}-personnes`, view.typed.personnes);
  if (!how.people) return null;
  return (
    <Field
      id={`${id}-personnes`}
      label={t("people")}
      note={t("peopleNote", { count: capacity })}
      error={view.errors.find(({ field }) => field === "personnes")?.message}
    >
      <Input
        name="personnes"
        inputMode="numeric"
        maxLength={5}
        autoComplete="off"
        defaultValue={view.typed.personnes}
      />
    </Field>
  );
}

/** How many, of what is given one by one. */
export function UnitsField({ id, how: { units } }: Props) {
  const t = useTranslations("composition.page");
  useShown(`${id}-combien`, units?.typed ?? "");
  if (!units) return null;
  return (
    <Field id={`${id}-combien`} label={t("quantity")} note={units.note} error={units.error}>
      <Input name="combien" inputMode="numeric" maxLength={4} autoComplete="off" defaultValue={units.typed} />
    </Field>
  );
}
