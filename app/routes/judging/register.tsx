import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { PrintButton } from "~/ui/print-button";
import { PageHead, Sheet } from "~/ui/surface";
import { registerOf } from "~server/tenders";
import { openedFirst } from "./before-opening";
import { sayOpening } from "./opening-view";
import { registerView } from "./register-view";

/** Every line of the register, what became of it, and whether its fingerprint still holds; to be printed. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const needId = args.params.need ?? "";
  await openedFirst(actor, needId);
  const page = await registerView(actor, await registerOf(actor, needId));
  const t = await sayOpening(actor.locale);
  return { title: await pageTitle(actor.locale, t("register.title")), page };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function RegisterPage() {
  const { page } = useLoaderData<typeof loader>();
  const t = useTranslations("opening");
  return (
    <div className="wrap">
      <PageHead
        title={t("register.title")}
        lead={page.lead}
        crumbs={[
          { label: page.needTitle, to: paths.need(page.pole, page.needId) },
          { label: t("minutes.title"), to: paths.needMinutes(page.pole, page.needId) },
        ]}
        actions={<PrintButton />}
      />
      {page.lines.length === 0 ? (
        <p className="section">{t("register.none")}</p>
      ) : (
        <>
          <Sheet as="ol" className="section open-lines">
            {page.lines.map((line) => (
              <li key={line.number}>
                <p className="row between">
                  <b>
                    {line.number}. {line.name}
                  </b>
                  <Badge tone={line.tone} icon={line.icon}>
                    {line.fate}
                  </Badge>
                </p>
                <p className="small soft">
                  {line.kind}, {line.at}
                </p>
                <p className="small">
                  <span className="soft">{t("minutes.fingerprint")}</span>{" "}
                  <span className="fingerprint">{line.sha256}</span>
                </p>
                {!line.intact && <p className="wrong">{t("register.differs")}</p>}
              </li>
            ))}
          </Sheet>
          <p className="small soft section">{page.intact}</p>
        </>
      )}
    </div>
  );
}
