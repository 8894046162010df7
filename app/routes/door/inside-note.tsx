import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Alert } from "~/ui/alert";

/** Above a public page, for somebody signed in who books in that pôle as themselves. */
export function InsideNote({ to, pole }: { to: string; pole: string }) {
  const t = useTranslations("door.inside");
  return (
    <div className="door-inside">
      <Alert tone="you" title={t("title")} level={2}>
        {t("text", { pole })} <Link to={to}>{t("go")}</Link>
      </Alert>
    </div>
  );
}
