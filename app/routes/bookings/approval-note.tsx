import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { Badge } from "~/ui/badge";
import { Button, SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";

/** What is booked only once somebody has said yes. */
export function ApprovalBadge() {
  const t = useTranslations("search.approval");
  return (
    <Badge tone="wait" icon="stamp">
      {t("badge")}
    </Badge>
  );
}

/** Who answers and by when, beside the button that asks. */
export function ApprovalNote({ children }: { children: ReactNode }) {
  return (
    <p className="sure approval-note">
      <Icon name="stamp" size="sm" />
      <span>{children}</span>
    </p>
  );
}

type Props = {
  /** Who must say yes; null when it is confirmed at once. */
  approval: string | null;
  /** The price of what is asked for now is on its way: nobody confirms what they have not seen. */
  asking: boolean;
  size?: "lg";
  block?: boolean;
};

/** Confirms a booking, or asks for it: it says which. */
export function BookButton({ approval, asking, ...look }: Props) {
  const t = useTranslations("bookings.new");
  const ts = useTranslations("search");
  const words = approval ? ts("approval.send") : t("confirm");
  if (asking) {
    return (
      <Button {...look} pending pendingLabel={ts("asked.counting")}>
        {words}
      </Button>
    );
  }
  return (
    <SubmitButton {...look} pendingLabel={approval ? ts("approval.sending") : t("confirming")}>
      {words}
    </SubmitButton>
  );
}
