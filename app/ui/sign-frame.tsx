import { Link } from "@remix-run/react";
import type { ReactNode } from "react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Mark } from "./brand";
import { ClusterArt } from "./cluster-art";
import { FootLinks, Main, SkipLink } from "./frame";
import { NavigationProgress } from "./progress";
import { Toasts, type Flash } from "./toast";

type SignFrameProps = {
  locale: "fr" | "en";
  title: ReactNode;
  lead?: ReactNode;
  flash?: Flash | null;
  children: ReactNode;
};

/** A page of coming in: the form beside the bunch. Its route says `handle = { frame: "none" }`. */
export function SignFrame({ locale, title, lead, flash = null, children }: SignFrameProps) {
  const t = useTranslations("common");
  return (
    <>
      <SkipLink />
      <NavigationProgress />
      <div className="sign">
        <div className="sign-form">
          <header>
            <Link className="brand" to={paths.public()} aria-label={t("homeLink")}>
              <Mark />
              <b>Grappe</b>
            </Link>
          </header>
          <Main className="sign-in">
            <Toasts flash={flash} />
            <h1>{title}</h1>
            {lead && <p className="lead">{lead}</p>}
            {children}
          </Main>
          <footer className="sign-foot">
            <FootLinks locale={locale} />
          </footer>
        </div>
        <aside className="sign-side on-grape">
          <ClusterArt />
          <p className="sign-t">{t("together")}</p>
        </aside>
      </div>
    </>
  );
}
