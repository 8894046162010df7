import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink } from "~/ui/button";
import { Stat, Stats } from "~/ui/figures";
import { AskAgain, Progress } from "~/ui/progress";
import { Card, PageHead } from "~/ui/surface";
import type { Common, PartOf } from "./import";

/** How far it is; the page asks again by itself. */
export function RunningPart({ pole, kind, total, part }: Common & { part: PartOf<"running"> }) {
  const t = useTranslations("imports");
  return (
    <>
      <AskAgain />
      <Head title={t("running.title")} lead={t("running.lead")} pole={pole} kind={kind} />
      <Card>
        <Progress id="import-progress" label={part.words} value={part.done} max={Math.max(1, total)} />
      </Card>
    </>
  );
}

/** What came of it. */
export function DonePart({ pole, kind, fileName, total, part }: Common & { part: PartOf<"done"> }) {
  const t = useTranslations("imports");
  const see = kind === "resources" ? paths.catalogue(pole) : paths.structures(pole);
  return (
    <>
      <Head title={t("done.title")} lead={t("done.lead", { file: fileName, total })} pole={pole} kind={kind} />
      <Card className="stack">
        <Stats>
          {part.figures.map(({ name, figure }) => (
            <Stat key={name} label={t(`done.${name}`)} figure={figure} />
          ))}
        </Stats>
        <div className="actions">
          <ButtonLink to={see}>{t(`done.see.${kind}`)}</ButtonLink>
          <ButtonLink variant="line" to={paths.imports(pole)}>
            {t("done.another")}
          </ButtonLink>
        </div>
      </Card>
    </>
  );
}

/** Nothing came of it, and why. */
export function FailedPart({ pole, kind, part }: Common & { part: PartOf<"failed"> }) {
  const t = useTranslations("imports");
  return (
    <>
      <Head title={t("failed.title")} pole={pole} kind={kind} />
      <Alert tone="no">
        <p>{t(`failed.${part.why}`)}</p>
        <p className="actions">
          <ButtonLink to={paths.imports(pole, { quoi: kind })} icon="upload">
            {t("preview.other")}
          </ButtonLink>
        </p>
      </Alert>
    </>
  );
}

function Head({ title, lead, pole, kind }: { title: string; lead?: string } & Pick<Common, "pole" | "kind">) {
  const t = useTranslations("imports");
  const crumbs = [{ label: t("title"), to: paths.imports(pole) }];
  return <PageHead title={title} lead={lead} crumbs={crumbs} here={t(`of.${kind}`)} />;
}
