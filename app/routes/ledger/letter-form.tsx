import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { Button } from "~/ui/button";
import type { LinesView } from "./lines-view";

type Props = { pole: string; structureId: string; lines: LinesView["lines"]; refused: string | null };

/** Letters: of the lines checked, of all that settles; and taking one off. */
export function LetterForm({ pole, structureId, lines, refused }: Props) {
  const t = useTranslations("ledger.member");
  const letters = new Map(lines.flatMap(({ letter }) => (letter ? [[letter.id, letter.code] as const] : [])));
  const action = paths.letterAccount(pole, structureId);
  return (
    <section className="ledger-letters no-print">
      {refused && (
        <Alert tone="no" live>
          {t(`letterProblem.${refused as "nothing"}`)}
        </Alert>
      )}
      <p className="soft small">{t("letterHelp")}</p>
      <Form method="post" action={action} id="letters" className="actions">
        <Button variant="line" name="intent" value="chosen">
          {t("letterChosen")}
        </Button>
        <Button variant="line" name="intent" value="all" icon="check-check">
          {t("letterAll")}
        </Button>
      </Form>
      {letters.size > 0 && (
        <Form method="post" action={action} className="row">
          <input type="hidden" name="intent" value="undo" />
          {[...letters].map(([id, code]) => (
            <Button key={id} variant="text" size="sm" name="letter" value={id}>
              {t("undoLetter", { code })}
            </Button>
          ))}
        </Form>
      )}
    </section>
  );
}
