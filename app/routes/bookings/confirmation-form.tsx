import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button, SubmitButton } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Card } from "~/ui/surface";
import { AddInstead } from "../baskets/add-button";
import type { ConfirmationView } from "./confirmation-view";
import { SlotFields, UnitsField } from "./how-fields";
import { PriceSum } from "./price-sum";
import { RefusalAlert } from "./refusal-alert";

const FORM = "reserver";

/** What is booked, its price, and the button: one form, whose ways out are buttons of it too. */
export function ConfirmationForm({ pole, view }: { pole: string; view: ConfirmationView }) {
  const t = useTranslations("bookings.new");
  const tp = useTranslations("prices");
  const ta = useTranslations("life.approval");
  const tn = useTranslations("network");
  const { typed, how, fields, price, refusal, resource, dearer, titleWrong, canBook } = view;
  const tooMany = refusal?.code === "too_many_people";
  const wrongPeople = fields.errors.find(({ field }) => field === "personnes");
  const errors = [
    ...fields.errors.map(({ field, message }) => ({ id: `${FORM}-${field}`, message })),
    ...(how.units?.error ? [{ id: `${FORM}-combien`, message: how.units.error }] : []),
    ...(view.kilometresWrong ? [{ id: `${FORM}-kilometres`, message: tp("kilometresWrong") }] : []),
    ...(titleWrong ? [{ id: `${FORM}-objet`, message: t("purposeTooLong") }] : []),
  ];
  return (
    <Form method="post" action={view.action} id={FORM} className="confirm">
      <input type="hidden" name="demande" value={typed.id} />
      <input type="hidden" name="ressource" value={resource.id} />
      {price && <input type="hidden" name="prix" value={price.cents} />}
      <ErrorSummary errors={errors} />
      {dearer && price && (
        <Alert tone="wait" title={t("dearer")} level={2} live>
          {t("dearerText", { price: price.total })}
        </Alert>
      )}
      {view.waiting && (
        <>
          <input type="hidden" name="debut" value={view.waiting.start} />
          <input type="hidden" name="fin" value={view.waiting.end} />
        </>
      )}
      {refusal && <RefusalAlert refusal={refusal} form={FORM} waiting={view.waiting?.action} />}
      <div className="cols">
        <div className="stack confirm-main">
          <WhatAndWhen view={view} />
          {canBook && (
            <Card as="section" className="stack" aria-labelledby="en-dire-plus">
              <h2 id="en-dire-plus">{t("more")}</h2>
              <UnitsField id={FORM} how={how} />
              {how.people && (
                <Field
                  id={`${FORM}-personnes`}
                  label={t("people")}
                  optional
                  note={t("peopleNote", { count: resource.capacity })}
                  error={wrongPeople?.message ?? (tooMany ? refusal.sentence : undefined)}
                  className="confirm-people"
                >
                  <Input
                    name="personnes"
                    inputMode="numeric"
                    maxLength={5}
                    autoComplete="off"
                    defaultValue={fields.typed.personnes}
                    key={fields.typed.personnes}
                  />
                </Field>
              )}
              <Field
                id={`${FORM}-objet`}
                label={t("purpose")}
                optional
                hint={t("purposeHint")}
                error={titleWrong && t("purposeTooLong")}
              >
                <Input name="objet" maxLength={200} defaultValue={typed.title} />
              </Field>
              <Check name="partage" label={t("share")} defaultChecked={typed.titleShared} />
            </Card>
          )}
        </div>
        <Card as="aside" className="book stack" aria-labelledby="prix">
          <h2 id="prix">{t("price")}</h2>
          {view.kilometres && canBook && <KilometresField view={view} />}
          {price ? <PriceSum {...price} /> : <p className="soft">{t("priceLater")}</p>}
          {canBook && view.approval && !refusal && (
            <p className="sure">
              <Icon name="hourglass" size="sm" />
              {view.approval}
            </p>
          )}
          {canBook && (
            <div className="confirm-do">
              <SubmitButton size="lg" block pendingLabel={view.approval ? ta("sending") : t("confirming")}>
                {view.approval ? ta("send") : t("confirm")}
              </SubmitButton>
            </div>
          )}
          {canBook && <AddInstead pole={pole} resource={resource.id} />}
          {price && canBook && (
            <p className="small soft sure">
              <Icon name="undo-2" size="sm" />
              {price.cancel}
            </p>
          )}
          {canBook && !view.repeat && <p className="small soft">{tn("series")}</p>}
          {canBook && view.repeat && (
            <p className="small">
              <Link className="tap series-repeat-link" to={view.repeat}>
                <Icon name="repeat-2" size="sm" />
                {t("repeat")}
              </Link>
            </p>
          )}
        </Card>
      </div>
      {canBook && (
        <div className="bar-book">
          <p>
            <b>{price?.total}</b>
            <span>{view.slot?.hours}</span>
          </p>
          <SubmitButton pendingLabel={view.approval ? ta("sending") : t("confirming")}>
            {view.approval ? ta("send") : t("confirm")}
          </SubmitButton>
        </div>
      )}
    </Form>
  );
}

/** How far it will go, where that has a price: the sum follows by a button, or when it is confirmed. */
function KilometresField({ view: { typed, kilometresWrong } }: { view: ConfirmationView }) {
  const t = useTranslations("prices");
  return (
    <div className="kilometres">
      <Field
        id={`${FORM}-kilometres`}
        label={t("kilometresField")}
        optional
        hint={t("kilometresHint")}
        error={kilometresWrong && t("kilometresWrong")}
      >
        <Input name="kilometres" inputMode="numeric" maxLength={7} autoComplete="off" defaultValue={typed.kilometres} />
      </Field>
      <Button type="submit" variant="line" size="sm" name="recalculer" value="oui">
        {t("recalculate")}
      </Button>
    </div>
  );
}

/** The thing and the slot, which may still be changed here. */
function WhatAndWhen({ view }: { view: ConfirmationView }) {
  const t = useTranslations("bookings.new");
  const { resource, slot, fields, refusal } = view;
  const open = fields.errors.some(({ field }) => field !== "personnes") || Boolean(refusal?.live);
  return (
    <Card as="section" className="confirm-what" aria-labelledby="quoi">
      <Photo photo={resource.photo} kind={resource.kind} sizes="(width < 48rem) 100vw, 16rem" first />
      <div className="stack">
        <div>
          <h2 id="quoi">
            <Link to={resource.to}>{resource.name}</Link>
          </h2>
          <p className="confirm-by">
            <Who {...resource.owner} size="xs" />
            {resource.place && (
              <span className="soft">
                <Icon name="map-pin" size="sm" />
                {resource.place}
              </span>
            )}
          </p>
        </div>
        {slot && (
          <p className="confirm-when">
            <Icon name="calendar-days" />
            <span>
              <b>{slot.day}</b>
              <span>
                {slot.hours} <span className="soft">({slot.duration})</span>
              </span>
            </span>
          </p>
        )}
        <details className="more" open={open}>
          <summary>
            <Icon name="chevron-down" size="sm" />
            {t("change")}
          </summary>
          <SlotFields id={FORM} how={view.how} view={fields} />
          <p className="small">
            <Link className="tap" to={resource.to}>
              {t("seeWeek")}
            </Link>
          </p>
        </details>
      </div>
    </Card>
  );
}
