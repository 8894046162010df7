import { Form, useNavigation, useSubmit } from "@remix-run/react";
import type { FormEvent } from "react";
import { useTranslations } from "use-intl";
import { formText } from "~/form-text";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Check, Field, Input } from "~/ui/field";
import { Icon } from "~/ui/icon";
import { Card } from "~/ui/surface";
import { AddInstead } from "../baskets/add-button";
import { PriceSum } from "../bookings/price-sum";
import { SlotFields, UnitsField } from "../bookings/how-fields";
import type { RoomView } from "./room-view";

const FORM = "reserver";
/** Changing one of them changes the slot, its price, and what is free beside it. */
const SLOT_FIELDS = ["jour", "jourOther", "jusquau", "de", "a", "seance", "combien", "personnes"];

/**
 * The card that books: a slot, its price with its reasons, and what may be said of it. With a script, another slot asks
 * the server for its price at once; without, the price is checked again when the form is sent.
 */
export function RoomCard({ pole, room }: { pole: string; room: RoomView }) {
  const t = useTranslations("bookings.room");
  const submit = useSubmit();
  const { state, location } = useNavigation();
  const { booking } = room;
  const { fields, how, chosen, demande } = booking;
  const action = paths.newBooking(pole, room.id);
  const asking = state === "loading" && location.pathname === paths.resource(pole, room.id);
  const wrongPeople = fields.errors.find(({ field }) => field === "personnes");

  function askAgain(event: FormEvent<HTMLFormElement>) {
    const changed = event.target instanceof HTMLElement ? event.target.getAttribute("name") : null;
    if (!changed || !SLOT_FIELDS.includes(changed)) return;
    const form = new FormData(event.currentTarget);
    if (form.get("jour") === "other" && !form.get("jourOther")) return;
    const asked = new URLSearchParams();
    for (const name of SLOT_FIELDS) if (form.has(name)) asked.set(name, formText(form, name));
    submit(asked, { action: paths.resource(pole, room.id), preventScrollReset: true, replace: true });
  }

  return (
    <Card as="section" className="book" id={FORM} aria-labelledby="reserver-titre">
      <h2 id="reserver-titre">{t("book")}</h2>
      {!room.can.book ? (
        <p className="soft">{booking.structure ? t("cannot") : t("cannotNobody")}</p>
      ) : (
        <Form method="post" action={action} className="stack" onChange={askAgain}>
          <input type="hidden" name="demande" value={demande} />
          <input type="hidden" name="ressource" value={room.id} />
          {chosen && <input type="hidden" name="prix" value={chosen.price.cents} />}
          <SlotFields id={FORM} how={how} view={fields} />
          <UnitsField id={FORM} how={how} />
          {how.people && (
            <Field
              id={`${FORM}-personnes`}
              label={t("people")}
              note={t("peopleNote", { count: booking.capacity })}
              error={wrongPeople?.message}
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
          {!chosen?.refusal && (
            <SubmitButton size="lg" block pendingLabel={t("confirming")}>
              {t("confirm")}
            </SubmitButton>
          )}
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
function ChosenSlot({ chosen }: { chosen: NonNullable<RoomView["booking"]["chosen"]> }) {
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
