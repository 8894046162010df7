import { Form, Link } from "@remix-run/react";
import { useState } from "react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";
import { Button } from "~/ui/button";
import { ErrorSummary } from "~/ui/error-summary";
import { Check, Field, Input } from "~/ui/field";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { Photo } from "~/ui/photo";
import { Card } from "~/ui/surface";
import { AddInstead } from "../baskets/add-button";
import { useAskAgain, useShown } from "./ask-again";
import { ApprovalBadge, ApprovalNote, BookButton } from "./approval-note";
import type { ConfirmationView } from "./confirmation-view";
import { SlotFields, UnitsField } from "./how-fields";
import { PriceSum } from "./price-sum";
import { RefusalAlert } from "./refusal-alert";

const FORM = "reserver";

/** What is booked, its price, and the button: one form, whose ways out are buttons of it too. */
export function ConfirmationForm({ pole, view }: { pole: string; view: ConfirmationView }) {
  const t = useTranslations("bookings.new");
  const tp = useTranslations("prices");
  const ts = useTranslations("search");
  const { typed, how, fields, price, refusal, resource, dearer, titleWrong, canBook } = view;
  const { asking, askAgain } = useAskAgain(view.action, { ressource: resource.id });
  useShown(`${FORM}-personnes`, fields.typed.personnes);
  // What was typed stays typed, whatever is asked again.
  const [{ title, titleShared }] = useState(typed);
  const tooMany = refusal?.code === "too_many_people";
  const wrongPeople = fields.errors.find(({ field }) => field === "personnes");
  const errors = [
    ...fields.errors.map(({ field, message }) => ({ id: `${FORM}-${field}`, message })),
    ...(how.units?.error ? [{ id: `${FORM}-combien`, message: how.units.error }] : []),
    ...(view.kilometresWrong ? [{ id: `${FORM}-kilometres`, message: tp("kilometresWrong") }] : []),
    ...(titleWrong ? [{ id: `${FORM}-objet`, message: t("purposeTooLong") }] : []),
  ];
  return (
    <Form method="post" action={view.action} id={FORM} className="confirm" onChange={askAgain} noValidate>
      <input type="hidden" name="demande" value={typed.id} />
      <input type="hidden" name="ressource" value={resource.id} />
      {price && <input type="hidden" name="prix" value={price.cents} />}
      <input type="hidden" name="prixPour" value={view.pricedFor} />
      <ErrorSummary errors={errors} />
      {dearer && price && (
        <Alert
          tone="wait"
          title={dearer === "same" ? t("dearer") : ts("asked.changed", { price: price.total })}
          level={2}
          live
        >
          {dearer === "same" ? t("dearerText", { price: price.total }) : ts("asked.changedText")}
        </Alert>
      )}
      {view.waiting && (
        <>
          <input type="hidden" name="debut" value={view.waiting.start} />
          <input type="hidden" name="fin" value={view.waiting.end} />
        </>
      )}
      {refusal && <RefusalAlert refusal={refusal} form={FORM} waiting={view.waiting?.action} ours={view.ours} />}
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
                <Input name="objet" maxLength={200} defaultValue={title} />
              </Field>
              <Check name="partage" label={t("share")} defaultChecked={titleShared} />
            </Card>
          )}
        </div>
        <Card as="aside" className="book stack" aria-labelledby="prix">
          <h2 id="prix">{t("price")}</h2>
          {view.kilometres && canBook && <KilometresField view={view} />}
          <div className="book-price" aria-live="polite" aria-busy={asking || undefined}>
            {asking ? (
              <p className="soft">{ts("asked.counting")}</p>
            ) : price ? (
              <PriceSum {...price} />
            ) : (
              <p className="soft">{how.units?.error ?? wrongPeople?.message ?? t("priceLater")}</p>
            )}
          </div>
          {canBook && (
            <noscript>
              <p className="small soft">{ts("asked.explain")}</p>
              <Button variant="line" size="sm" name="recalculer" value="oui">
                {ts("asked.recalculate")}
              </Button>
            </noscript>
          )}
          {canBook && (
            <div className="confirm-do">
              <BookButton approval={view.approval} asking={asking} size="lg" block />
            </div>
          )}
          {canBook && <AddInstead pole={pole} resource={resource.id} />}
          {price && canBook && (
            <p className="small soft sure">
              <Icon name="undo-2" size="sm" />
              {price.cancel}
            </p>
          )}
          {canBook && (
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
          <BookButton approval={view.approval} asking={asking} />
        </div>
      )}
    </Form>
  );
}

/** How far it will go, where that has a price. */
function KilometresField({ view: { typed, kilometresWrong } }: { view: ConfirmationView }) {
  const t = useTranslations("prices");
  return (
    <Field
      id={`${FORM}-kilometres`}
      label={t("kilometresField")}
      optional
      hint={t("kilometresHint")}
      error={kilometresWrong && t("kilometresWrong")}
    >
      <Input name="kilometres" inputMode="numeric" maxLength={7} autoComplete="off" defaultValue={typed.kilometres} />
    </Field>
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
            {view.approval && !refusal && <ApprovalBadge />}
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
        {view.approval && !refusal && <ApprovalNote>{view.approval}</ApprovalNote>}
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
