import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { useIsGuest } from "~/viewer";
import { Card, Section } from "~/ui/surface";
import { Instructions } from "./state-form";
import type { NextStepView, RecordView, ToUseView, UseView } from "./use-view";

/** One press, or the way to the form where a state is asked for. */
export function NextStep({ next, size }: { next: NextStepView; size?: "lg" }) {
  const icon = next.moment === "start" ? "log-in" : "check-check";
  if (next.form) {
    return (
      <ButtonLink to={next.to} size={size} icon={icon}>
        {next.act}
      </ButtonLink>
    );
  }
  return (
    <Form method="post" action={next.to}>
      <SubmitButton size={size} icon={icon}>
        {next.act}
      </SubmitButton>
    </Form>
  );
}

/** What begins now, above everything else on the first page. */
export function ToUseNow({ uses }: { uses: readonly ToUseView[] }) {
  const t = useTranslations("use.panel");
  if (uses.length === 0) return null;
  return (
    <ul className="to-use">
      {uses.map((use) => (
        <li key={use.id}>
          <div>
            <p className="to-use-title">{use.title}</p>
            <p>
              <Link to={use.to}>{t("at", { resource: use.name, hours: use.hours })}</Link>
            </p>
          </div>
          <NextStep next={use.next} />
        </li>
      ))}
    </ul>
  );
}

/** On a booking's page: what to do now, what must be known. */
export function UsePanel({ use }: { use: UseView }) {
  const t = useTranslations("use.panel");
  const guest = useIsGuest();
  if (!use.next && !use.from && !use.instructions) return null;
  return (
    <Card as="section" tone="tint" className="use-panel stack" aria-labelledby="usage">
      <h2 id="usage">{use.title}</h2>
      {use.next && <NextStep next={use.next} size="lg" />}
      {use.from && <p>{use.from}</p>}
      {(use.endHint ?? use.noShow) && <p className="small soft">{use.endHint ?? use.noShow}</p>}
      {use.instructions && <Instructions text={use.instructions} />}
      {!guest && (
        <p>
          <Link className="tap small" to={use.incident}>
            {t("reportIncident")}
          </Link>
        </p>
      )}
    </Card>
  );
}

/** In what state it was taken and given back. */
export function UseRecords({ use }: { use: UseView }) {
  const t = useTranslations("use.records");
  if (use.records.length === 0) return null;
  return (
    <Section title={t("title")} aside={use.kilometres && <b className="num">{use.kilometres}</b>}>
      <div className="records">
        {use.records.map((record) => (
          <StateRecord key={record.moment} record={record} />
        ))}
      </div>
    </Section>
  );
}

function StateRecord({ record }: { record: RecordView }) {
  const t = useTranslations("use.records");
  return (
    <Card as="article">
      <h3>{record.title}</h3>
      <p className="small soft">{record.by}</p>
      <dl className="record-figures">
        {record.odometer && (
          <div>
            <dt>{t("odometer")}</dt>
            <dd className="num">{record.odometer}</dd>
          </div>
        )}
        {record.level && (
          <div>
            <dt>{t("level")}</dt>
            <dd className="num">{record.level}</dd>
          </div>
        )}
      </dl>
      <p className="lines">{record.note || <span className="soft">{t("nothing")}</span>}</p>
      <EvidencePhotos photos={record.photos} />
    </Card>
  );
}

type Photo = { src: string; width: number; height: number; alt: string };

/** Small, each a link to the whole photograph. */
export function EvidencePhotos({ photos }: { photos: readonly Photo[] }) {
  if (photos.length === 0) return null;
  return (
    <ul className="evidence">
      {photos.map(({ src, width, height, alt }) => (
        <li key={src}>
          <a href={src}>
            <img src={src} width={width} height={height} alt={alt} loading="lazy" decoding="async" />
          </a>
        </li>
      ))}
    </ul>
  );
}
