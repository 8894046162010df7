import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { useEffect, useState } from "react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Mark } from "~/ui/brand";
import { Button } from "~/ui/button";
import { QrCode } from "~/ui/qr-code";
import { Crumbs } from "~/ui/surface";
import { can } from "~server/kernel/permissions";
import { qrPath, useSettingsOf } from "~server/use";

/** The sheet of a resource: any member may print it, since its code opens nothing by itself. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const resource = await useSettingsOf(actor, args.params.resource ?? "");
  const t = await translator(actor.locale, "use");
  const { origin, host } = new URL(args.request.url);
  const path = paths.door(resource.doorCode);
  const step = resource.startStep;
  return {
    title: await pageTitle(actor.locale, t("sheet.tabTitle", { name: resource.resourceName })),
    name: resource.resourceName,
    pole: actor.poleSlug,
    poleName: actor.poleName,
    id: resource.resourceId,
    isOwner: resource.can.edit,
    code: qrPath(origin + path),
    url: host + path,
    uses: [
      step === "none" ? null : t(step === "odometer" ? "sheet.doVehicle" : "sheet.doCheckIn"),
      can(actor, "bookings.view") ? t("sheet.doBook") : null,
      t("sheet.doIncident"),
    ].filter((use) => use !== null),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

/** What is printed is the sheet alone; around it, on the screen, how to print it. */
export default function DoorSheet() {
  const { name, pole, poleName, id, isOwner, code, url, uses } = useLoaderData<typeof loader>();
  const t = useTranslations("use");
  const back = isOwner
    ? { label: t("settings.titleOf", { name }), to: paths.useSettings(pole, id) }
    : { label: name, to: paths.resource(pole, id) };
  return (
    <div className="wrap sheet-page">
      <Crumbs items={[back]} here={t("settings.sheet")} />
      <div className="between no-print sheet-bar">
        <p className="soft">{t("sheet.printHint")}</p>
        <PrintButton />
      </div>
      <article className="door-sheet">
        <h1>{name}</h1>
        <QrCode className="door-sheet-code" code={code} label={t("sheet.alt", { url })} />
        <p className="door-sheet-scan">{t("sheet.scan")}</p>
        <ul>
          {uses.map((use) => (
            <li key={use}>{use}</li>
          ))}
        </ul>
        <p className="door-sheet-url">
          {t("sheet.or")} <b>{url}</b>
        </p>
        <p className="door-sheet-by">
          <Mark /> {t("sheet.by", { pole: poleName })}
        </p>
      </article>
    </div>
  );
}

/** Prints; without a script, says how. */
function PrintButton() {
  const t = useTranslations("use.sheet");
  const [ready, setReady] = useState(false);
  useEffect(() => setReady(true), []);
  if (!ready) return <p className="small soft">{t("noScript")}</p>;
  return (
    <Button type="button" icon="printer" onClick={() => window.print()}>
      {t("print")}
    </Button>
  );
}
