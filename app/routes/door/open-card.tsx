import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths, type WhenQuery } from "~/paths";
import { useAskAgain } from "~/routes/bookings/ask-again";
import { ApprovalNote } from "~/routes/bookings/approval-note";
import { PeopleField, SlotFields, UnitsField } from "~/routes/bookings/how-fields";
import { ChosenSlot } from "~/routes/catalogue/room-card";
import type { RoomView } from "~/routes/catalogue/room-view";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Card, Segments } from "~/ui/surface";

const FORM = "reserver";

type OpenCardProps = {
  pole: string;
  room: RoomView;
  /** Whose price is shown, and whether the other's is another one. */
  as: "outsider" | "public";
  differs: boolean;
  /** The slot as the address has it. */
  when: WhenQuery;
  /** Where booking it goes on. */
  confirm: string;
};

/** A slot and its price for who passes by; booking it begins with saying who one is. */
export function OpenCard({ pole, room, as, differs, when, confirm }: OpenCardProps) {
  const t = useTranslations("door.card");
  const tr = useTranslations("bookings.room");
  const { fields, how, chosen, capacity } = room.booking;
  const { asking, askAgain } = useAskAgain(
    paths.openResource(pole, room.id),
    as === "public" ? { pour: "particulier" } : {},
  );
  const address = (pour?: string) => `${paths.openResource(pole, room.id, { ...when, pour })}#${FORM}`;
  return (
    <Card as="section" className="book" id={FORM} aria-labelledby="reserver-titre">
      <h2 id="reserver-titre">{tr("book")}</h2>
      {differs && (
        <Segments
          label={t("as")}
          items={[
            { to: address(), label: t("outsider"), current: as === "outsider" },
            { to: address("particulier"), label: t("public"), current: as === "public" },
          ]}
        />
      )}
      <Form
        method="get"
        action={`${paths.openResource(pole, room.id)}#${FORM}`}
        className="stack"
        preventScrollReset
        onChange={askAgain}
        noValidate
      >
        {as === "public" && <input type="hidden" name="pour" value="particulier" />}
        <SlotFields id={FORM} how={how} view={fields} />
        <UnitsField id={FORM} how={how} />
        <PeopleField id={FORM} how={how} view={fields} capacity={capacity} />
        <SubmitButton variant="line" block icon="search">
          {t("look")}
        </SubmitButton>
      </Form>
      <div className="book-price stack" aria-live="polite" aria-busy={asking || undefined}>
        {chosen ? (
          <ChosenSlot chosen={chosen} />
        ) : (
          <p className="soft">{how.units?.error ?? fields.errors[0]?.message ?? tr("noChoice")}</p>
        )}
        {chosen && !chosen.refusal && (
          <>
            {chosen.approval && <ApprovalNote>{chosen.approval}</ApprovalNote>}
            <ButtonLink to={confirm} size="lg" block>
              {t("go")}
            </ButtonLink>
            <p className="small soft">{t("next")}</p>
            <p className="small soft sure">
              <Icon name="undo-2" size="sm" />
              <span>{chosen.cancel}</span>
            </p>
          </>
        )}
      </div>
    </Card>
  );
}
