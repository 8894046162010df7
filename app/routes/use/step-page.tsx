import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Card, PageHead } from "~/ui/surface";
import type { StateAnswer } from "./state-answer";
import { StateForm } from "./state-form";
import type { StateView } from "./state-view";

type StepPageProps = {
  data: { heading: string; pole: string; booking: string; view: StateView };
  answer: StateAnswer | undefined;
};

/** Taking a thing, or giving it back. */
export function StepPage({ data, answer }: StepPageProps) {
  const t = useTranslations("bookings.booking");
  const { heading, pole, booking, view } = data;
  return (
    <div className="wrap">
      <PageHead
        title={heading}
        lead={view.when}
        crumbs={[
          { label: t("yours"), to: paths.bookings(pole) },
          { label: view.name, to: booking },
        ]}
        here={view.act}
      />
      <Card className="narrow stack">
        {view.lead && <p className="soft">{view.lead}</p>}
        <StateForm view={view} answer={answer} />
      </Card>
    </div>
  );
}
