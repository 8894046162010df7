import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Chip } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Field, Input, Select } from "~/ui/field";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import type { SearchView } from "./search-view";
import { WhenFields } from "./when-fields";

/** The dates-first search on its aubergine ground. Its whole state is in the address. */
export function SearchField({ pole, search }: { pole: string; search: SearchView }) {
  const t = useTranslations("bookings");
  const { typed, errors } = search;
  const wrongPeople = errors.find(({ field }) => field === "personnes")?.beside;
  return (
    <section className="hero on-grape" aria-labelledby="question">
      <HeroGrains />
      <h1 id="question">{t("home.question")}</h1>
      <p className="lead">{t("home.lead")}</p>
      <Form
        className="find"
        action={`${paths.home(pole)}#libres`}
        role="search"
        aria-label={t("home.search")}
        preventScrollReset={errors.length > 0}
      >
        <ErrorSummary errors={errors.map(({ field, message }) => ({ id: `chercher-${field}`, message }))} />
        <fieldset className="find-when">
          <legend>{t("home.whenLegend")}</legend>
          <WhenFields id="chercher" view={search} className="find-row" days={false} />
        </fieldset>
        <fieldset className="find-many">
          <legend>{t("home.manyLegend")}</legend>
          <Field id="chercher-personnes" label={t("when.people")} optional error={wrongPeople}>
            <Input
              name="personnes"
              inputMode="numeric"
              maxLength={5}
              autoComplete="off"
              defaultValue={typed.personnes}
              key={typed.personnes}
            />
          </Field>
        </fieldset>
        {search.more.kind && <input type="hidden" name="genre" value={search.more.kind} />}
        <SubmitButton size="lg" icon="search">
          {t("home.submit")}
        </SubmitButton>
        <MoreFields search={search} />
      </Form>
      <div className="quick">
        <p id="en-un-geste">{t("home.quick")}</p>
        <ul className="halves-chips" aria-labelledby="en-un-geste">
          {search.chips.map(({ label, to, part, current }) => (
            <li key={label} className={part}>
              <Chip to={to} current={current}>
                {label}
              </Chip>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}

/** What not everybody needs: several days, a number of things, words, a place. */
function MoreFields({ search }: { search: SearchView }) {
  const t = useTranslations("bookings");
  const { typed, errors, more, places } = search;
  const wrong = errors.find(({ field }) => field === "jusquau")?.beside;
  const ts = useTranslations("search.features");
  const open = Boolean(typed.jusquau || more.quantity || more.q || more.place || more.chosen);
  return (
    <details className="more find-more" open={open || undefined}>
      <summary>
        <Icon name="chevron-down" size="sm" />
        {t("find.more")}
      </summary>
      <div className="find-more-row">
        <Field id="chercher-jusquau" label={t("when.untilDay")} optional error={wrong}>
          <Input
            type="date"
            name="jusquau"
            min={search.min}
            max={search.max}
            defaultValue={typed.jusquau}
            key={typed.jusquau}
          />
        </Field>
        <Field id="chercher-combien" label={t("find.quantity")} optional>
          <Input name="combien" inputMode="numeric" maxLength={4} defaultValue={more.quantity} key={more.quantity} />
        </Field>
        <Field id="chercher-q" label={t("find.words")} optional>
          <Input name="q" maxLength={100} defaultValue={more.q} key={more.q} placeholder={t("find.wordsExample")} />
        </Field>
        <Field id="chercher-lieu" label={t("find.place")}>
          <Select name="lieu" defaultValue={more.place} key={more.place} options={places} />
        </Field>
      </div>
      <fieldset className="find-features">
        <legend>{ts("legend")}</legend>
        <ul className="chips">
          <FeatureChip
            name="plainpied"
            value="1"
            icon="accessibility"
            checked={more.accessible}
            label={ts("accessible")}
          />
          {search.features.map(({ key, ...feature }) => (
            <FeatureChip key={key} name="equipement" value={key} {...feature} />
          ))}
        </ul>
      </fieldset>
    </details>
  );
}

type FeatureChipProps = { name: string; value: string; icon: IconName; label: string; checked: boolean };

function FeatureChip({ name, value, icon, label, checked }: FeatureChipProps) {
  return (
    <li>
      <label className="chip chip--check">
        {/* The key: another address is another choice. */}
        <input type="checkbox" name={name} value={value} defaultChecked={checked} key={String(checked)} />
        <Icon name={icon} size="sm" />
        {label}
      </label>
    </li>
  );
}

/** The corner of the bunch: decoration. */
function HeroGrains() {
  return (
    <svg className="hero-deco" viewBox="0 0 380 310" aria-hidden="true">
      <path
        d="M70 40 130 144 190 40 250 144 310 40M130 144 190 248 250 144"
        fill="none"
        stroke="var(--color-grape-800)"
        strokeWidth="24"
      />
      <g fill="var(--color-grape-800)">
        <circle cx="70" cy="40" r="54" />
        <circle cx="310" cy="40" r="54" />
        <circle cx="130" cy="144" r="54" />
        <circle cx="190" cy="248" r="54" />
      </g>
      <circle cx="190" cy="40" r="54" fill="var(--color-grape-700)" />
      <circle cx="250" cy="144" r="54" fill="var(--color-leaf-500)" />
    </svg>
  );
}
