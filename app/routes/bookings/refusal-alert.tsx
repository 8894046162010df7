import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert, Ways } from "~/ui/alert";
import { buttonClass } from "~/ui/button";
import type { ConfirmationView, RefusalView } from "./confirmation-view";

type Shown = Pick<RefusalView, "sentence" | "others" | "ways" | "live">;

/**
 * Why a booking cannot be, and the ways out, each taken in one gesture: its button sends the form `form` with all
 * that was typed in it, at another time or elsewhere; `waiting` is where it goes to wait for this time instead;
 * `ours` is the booking of one's own that is in the way.
 */
export function RefusalAlert({
  refusal,
  form,
  waiting,
  ours,
}: {
  refusal: Shown;
  form: string;
  waiting?: string | undefined;
  ours?: ConfirmationView["ours"];
}) {
  const t = useTranslations("bookings");
  const tw = useTranslations("life.waiting");
  const { sentence, others, ways, live } = refusal;
  return (
    <div className="refusal">
      <Alert tone="wait" title={ours?.sentence ?? sentence} level={2} live={live}>
        {ours && (
          <p>
            <Link to={ours.to}>{ours.see}</Link>
          </p>
        )}
        {others.map((other) => (
          <p key={other}>{other}</p>
        ))}
        {ways.length > 0 && <p>{t("ways.title")}</p>}
      </Alert>
      {ways.length > 0 && (
        <Ways
          ways={ways.map(({ icon, how, when, resourceName, price, value }, index) => ({
            icon,
            how,
            what: (
              <>
                {t("new.wayWhat", { when, name: resourceName })} <span className="soft nowrap">{price}</span>
              </>
            ),
            act: (
              <button
                type="submit"
                form={form}
                name="autre"
                value={value}
                className={buttonClass({ size: "sm", variant: index === 0 ? "full" : "line" })}
              >
                {t("new.take")}
                <span className="sr"> {t("new.takeFull", { when, name: resourceName, price })}</span>
              </button>
            ),
          }))}
        />
      )}
      {waiting && (
        <p className="refusal-wait">
          <button
            type="submit"
            form={form}
            formAction={waiting}
            className={buttonClass({ variant: "line", size: "sm" })}
          >
            {tw("join")}
          </button>
        </p>
      )}
    </div>
  );
}
