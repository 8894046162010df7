import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button";

/** Prints the page. Without scripts the browser's own menu does, and no dead button is shown. */
export function PrintButton() {
  const t = useTranslations("common");
  const [able, setAble] = useState(false);
  useEffect(() => setAble(true), []);
  if (!able) return null;
  return (
    <Button type="button" variant="line" icon="printer" onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
