import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Check, Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import { AddInstead } from "../baskets/add-button";
import { ApprovalNote, BookButton } from "../bookings/approval-note";
import { useAskAgain } from "../bookings/ask-again";
import { PriceSum } from "../bookings/price-sum";
import { PeopleField, SlotFields, UnitsField } from "../bookings/how-fields";
import type { RoomView } from "./room-view";

const FORM = "reserver";

/**
 * The card that books: a slot, its price with its reasons, and what may be said of it. With a script, another slot asks
 * the server for its price at once; without, the price is checked again when the form is sent.
 */
export function RoomCard({ pole, room }: { pole: string; room: RoomView }) {
  const t = useTranslations("bookings.room");
  const { booking } = room;
  const { fields, how, chosen, demande } = booking;
  const action = paths.newBooking(pole, room.id);
  const { asking, askAgain } = useAskAgain(paths.resource(pole, room.id));

  return (
    <Card as="section" className="book" id={FORM} aria-labelledby="reserver-titre">
      <h2 id="reserver-titre">{t("book")}</h2>
      {!room.can.book ? (
        <p className="soft">{booking.structure ? t("cannot") : t("cannotNobody")}</p>
      ) : (
        <Form method="post" action={action} className="stack" onChange={askAgain} noValidate>
          <input type="hidden" name="demande" value={demande} />
          <input type="hidden" name="ressource" value={room.id} />
          {chosen && <input type="hidden" name="prix" value={chosen.price.cents} />}
          {chosen && <input type="hidden" name="prixPour" value={chosen.pricedFor} />}
          <SlotFields id={FORM} how={how} view={fields} />
          <UnitsField id={FORM} how={how} />
          <PeopleField id={FORM} how={how} view={fields} capacity={booking.capacity} />
          <Field id={`${FORM}-objet`} label={t("purpose")} optional hint={t("purposeHint")}>
            <Input name="objet" maxLength={200} />
          </Field>
          <Check name="partage" label={t("share")} />
          <div className="book-price" aria-live="polite" aria-busy={asking || undefined}>
            {asking ? (
              <p className="soft">{t("computing")}</p>
            ) : chosen ? (
              <ChosenSlot chosen={chosen} />
            ) : (
              <p className="soft">{how.units?.error ?? fields.errors[0]?.message ?? t("noChoice")}</p>
            )}
          </div>
          {chosen?.approval && !chosen.refusal && <ApprovalNote>{chosen.approval}</ApprovalNote>}
          {!chosen?.refusal && <BookButton approval={chosen?.approval ?? null} asking={asking} size="lg" block />}
          <AddInstead pole={pole} resource={room.id} />
          {chosen && !chosen.refusal && (
            <p className="small soft sure">
              <Icon name="undo-2" size="sm" />
              <span>{chosen.cancel}</span>
            </p>
          )}
        </Form>
      )}
    </Card>
  );
}

/** The price of the slot chosen, or why it cannot be and what comes closest. */
export function ChosenSlot({ chosen }: { chosen: NonNullable<RoomView["booking"]["chosen"]> }) {
  const t = useTranslations("bookings.room");
  const { price, refusal } = chosen;
  if (!refusal) return <PriceSum {...price} />;
  return (
    <div className="stack">
      <Alert tone="wait" title={refusal.sentence}>
        {refusal.others.map((other) => (
          <p key={other}>{other}</p>
        ))}
      </Alert>
      {refusal.ways.length > 0 && (
        <>
          <p className="small soft">{t("tryThis")}</p>
          <ul className="book-ways">
            {refusal.ways.map(({ how, when, resourceName, price: cost, icon, to }, index) => (
              <li key={to}>
                <ButtonLink to={to} variant={index === 0 ? "full" : "line"} block icon={icon}>
                  <span>
                    {when}
                    <small>
                      {how}, {resourceName}, {cost}
                    </small>
                  </span>
                </ButtonLink>
              </li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}
