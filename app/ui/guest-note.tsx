import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "./alert";

type GuestNoteProps = {
  poleSlug: string;
  poleName: string;
  structureName: string;
  /** From another pôle of the network, or by the public door. */
  kind: "network" | "outsider" | "public";
};

/** Above each page of a pôle that has somebody as a guest: where they are, and for whom they book. */
export function GuestNote({ poleSlug, poleName, structureName, kind }: GuestNoteProps) {
  const t = useTranslations("network.guest");
  return (
    <div className="wrap mt-4 mb-2">
      <Alert tone="you" title={t("title", { pole: poleName })}>
        {t(`text.${kind}`, { structure: structureName })} <Link to={paths.catalogue(poleSlug)}>{t("catalogue")}</Link>
      </Alert>
    </div>
  );
}
