import { Form, useLocation } from "@remix-run/react";
import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "./button";
import { Icon } from "./icon";

/** A word on what was just done: a key of `common.flash`, and the address of the form that undoes it. */
export type Flash = { key: string; undo?: string };

/** The place of the toast, at the top of the page. It is there before it is needed, so that its words are announced. */
export function Toasts({ flash }: { flash: Flash | null }) {
  const t = useTranslations("common");
  // A flash comes once; the loaders that run again after it bring null, which must not take it away.
  const [shown, setShown] = useState(flash);
  const [scripted, setScripted] = useState(false);
  useEffect(() => setScripted(true), []);
  const { key: page } = useLocation();
  const before = useRef({ page, flash });
  // It comes with a new page, or with the page read again while something is sent: whichever takes it shows it.
  useEffect(() => {
    const { page: from, flash: known } = before.current;
    before.current = { page, flash };
    if (flash && flash !== known) setShown(flash);
    else if (page !== from) setShown(null);
  }, [page, flash]);
  // Keys are added by every capability: the type knows only those of today.
  const key = shown && (`flash.${shown.key}` as "flash.saved");
  return (
    <div className="toasts wrap" role="status">
      {shown && key && t.has(key) && (
        <div className="toast">
          <Icon name="circle-check" />
          <span>{t(key)}</span>
          {shown.undo && (
            <Form method="post" action={shown.undo} onSubmit={() => setShown(null)}>
              <Button size="sm" icon="undo-2">
                {t("undo")}
              </Button>
            </Form>
          )}
          {scripted && (
            <Button type="button" size="sm" icon="x" iconOnly onClick={() => setShown(null)}>
              {t("close")}
            </Button>
          )}
        </div>
      )}
    </div>
  );
}
