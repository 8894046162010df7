import { useTranslations } from "use-intl";
import type { ChangesView } from "./changes-view";

/** What an addendum changed: each thing as it was, then as it is. */
export function NeedChanges({ changes }: { changes: ChangesView }) {
  const t = useTranslations("needChanges");
  if (changes.length === 0) return null;
  return (
    <ul className="need-changes">
      {changes.map(({ key, title, before, after }) => (
        <li key={key}>
          <b>{title}</b>
          <p>
            <span className="need-changes-when">{t("before")}</span>
            {before === null ? <i>{t("nothing")}</i> : <del className="lines">{before}</del>}
          </p>
          <p>
            <span className="need-changes-when">{t("after")}</span>
            {after === null ? <i>{t("nothing")}</i> : <ins className="lines">{after}</ins>}
          </p>
        </li>
      ))}
    </ul>
  );
}
