import { useTranslations } from "use-intl";
import { NeedAddenda, NeedCriteria, NeedLots, NeedQuestions, NeedSteps } from "~/routes/needs/need-parts";
import type { NeedView } from "~/routes/needs/need-view";
import { Alert } from "~/ui/alert";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Section } from "~/ui/surface";

/** A need on paper: all that is published with it, and nothing to click. `back`: its page. */
export function NeedPaper({ need, printed, back }: { need: NeedView; printed: string; back: string }) {
  const t = useTranslations("impact.print");
  const stage = useTranslations("needs");
  const { closing } = need;
  // On paper nothing is asked or answered.
  const questions = { ...need.questions, list: need.questions.list.map((one) => ({ ...one, toAnswer: null })) };
  return (
    <div className="wrap need-paper">
      <PageHead
        title={need.title}
        lead={need.summary}
        crumbs={[{ label: need.title, to: back }]}
        here={t("here")}
        actions={<PrintButton />}
      >
        <dl className="need-paper-facts">
          <div>
            <dt>{t("buyer")}</dt>
            <dd>{need.buyer.name}</dd>
          </div>
          {closing && (
            <div>
              <dt>{t(closing.past ? "closed" : "closing")}</dt>
              <dd>
                <b>
                  {closing.day}, {closing.time}
                </b>
              </dd>
            </div>
          )}
          {need.tags.slice(1).map(({ icon, words }) => (
            <div key={words}>
              <dt>{t(`tag.${TAGS[icon] ?? "other"}`)}</dt>
              <dd>{words}</dd>
            </div>
          ))}
          {need.contact && (
            <div>
              <dt>{t("contact")}</dt>
              <dd>{need.contact}</dd>
            </div>
          )}
        </dl>
      </PageHead>
      {need.endReason && (
        <Alert tone="no" title={stage(`stage.${need.stage}`)}>
          <span className="lines">{need.endReason}</span>
        </Alert>
      )}
      <NeedSteps steps={need.steps} />
      <NeedAddenda addenda={need.addenda} />
      <NeedLots lots={need.lots} howMany={need.howMany} description={need.description} />
      <NeedCriteria criteria={need.criteria} />
      {questions.list.length > 0 && <NeedQuestions need={{ ...need, questions, canAsk: false }} />}
      {need.documents.length > 0 && (
        <Section id="documents" title={t("documents")}>
          <ul className="bullets">
            {need.documents.map(({ id, name, sort }) => (
              <li key={id}>
                {name} <span className="soft">{sort}</span>
              </li>
            ))}
          </ul>
          <p className="small soft">{t("documentsNote")}</p>
        </Section>
      )}
      <p className="small soft section">{printed}</p>
    </div>
  );
}

/** What each tag of the page of a need tells. */
const TAGS: Partial<Record<NeedView["tags"][number]["icon"], "lots" | "openTo" | "place" | "wanted">> = {
  layers: "lots",
  network: "openTo",
  "map-pin": "place",
  "calendar-days": "wanted",
};
