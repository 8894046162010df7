import { useEffect, useRef, useState } from "react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { Field, Input } from "~/ui/field";

/** A text to take away, with a button that copies it where the browser can. */
export function CopyField({ label, value }: { label: string; value: string }) {
  const t = useTranslations("calendars");
  const field = useRef<HTMLDivElement>(null);
  const [able, setAble] = useState(false);
  const [said, setSaid] = useState<"copied" | "notCopied" | null>(null);
  useEffect(() => setAble("clipboard" in navigator), []);
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(value);
      setSaid("copied");
    } catch {
      // Not allowed: it can still be taken by hand.
      field.current?.querySelector("input")?.select();
      setSaid("notCopied");
    }
  };
  return (
    <div className="copy" ref={field}>
      <Field label={label}>
        <Input value={value} readOnly />
      </Field>
      {able && (
        <Button type="button" icon="copy" onClick={() => void copy()}>
          {t("copy")}
        </Button>
      )}
      <p className="small" role="status">
        {said && t(said)}
      </p>
    </div>
  );
}
