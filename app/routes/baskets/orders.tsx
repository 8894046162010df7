import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requireActor } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Table } from "~/ui/figures";
import { PrintButton } from "~/ui/print-button";
import { PageHead } from "~/ui/surface";
import { ordersOf, providesServices } from "~server/baskets";
import { can } from "~server/kernel/permissions";
import { ordersView } from "./orders-view";

/** What the structure acted for is to prepare, day by day: a page to print. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const actor = await requireActor(args);
  const t = await translator(actor.locale, "baskets");
  const { from, days, ...view } = ordersView(actor, new URL(args.request.url).searchParams, new Date());
  const orders = await ordersOf(actor, { from, days });
  return {
    title: await pageTitle(actor.locale, t("orders.title")),
    pole: actor.poleSlug,
    structure: actor.structureName ?? actor.poleName,
    provides: orders.length > 0 || (await providesServices(actor)),
    canAdd: can(actor, "catalogue.edit"),
    ...view,
    byDay: view.byDay(orders),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function Orders() {
  const { pole, structure, provides, canAdd, byDay, period, previous, next } = useLoaderData<typeof loader>();
  const t = useTranslations("baskets.orders");
  return (
    <div className="wrap orders">
      <PageHead title={t("title")} lead={t("lead", { structure })} actions={byDay.length > 0 && <PrintButton />} />
      <nav className="turn no-print" aria-label={t("title")}>
        <ButtonLink variant="line" size="sm" icon="chevron-left" iconOnly to={paths.orders(pole, previous)}>
          {t("previous")}
        </ButtonLink>
        <p>
          <b>{period}</b>
        </p>
        <ButtonLink variant="line" size="sm" icon="chevron-right" iconOnly to={paths.orders(pole, next)}>
          {t("next")}
        </ButtonLink>
      </nav>
      {byDay.length === 0 ? (
        <Empty
          picture="calendar"
          title={provides ? t("empty", { days: period }) : t("noService", { structure })}
          actions={
            !provides && canAdd ? (
              <ButtonLink to={paths.addResource(pole, "service")} icon="plus">
                {t("addService")}
              </ButtonLink>
            ) : undefined
          }
        >
          {provides ? t("emptyText") : t("noServiceText")}
        </Empty>
      ) : (
        byDay.map((day) => (
          <section key={day.date} aria-labelledby={`jour-${day.date}`} className="section">
            <div className="section-head">
              <h2 id={`jour-${day.date}`}>{day.label}</h2>
              <p className="small soft">{t("dayTotal", { count: day.orders.length })}</p>
            </div>
            <Table caption={t("caption", { day: day.label })} hideCaption scroll>
              <thead>
                <tr>
                  <th scope="col">{t("at")}</th>
                  <th scope="col" className="num">
                    {t("howMany")}
                  </th>
                  <th scope="col">{t("what")}</th>
                  <th scope="col">{t("who")}</th>
                  <th scope="col">{t("where")}</th>
                  <th scope="col">{t("note")}</th>
                </tr>
              </thead>
              <tbody>
                {day.orders.map((order) => (
                  <tr key={order.id}>
                    <th scope="row" className="nowrap">
                      <Link to={paths.booking(pole, order.id)}>{order.hours}</Link>
                    </th>
                    <td className="num">
                      <b>{order.quantity}</b>
                    </td>
                    <td>
                      {order.service}
                      {order.asked && (
                        <>
                          {" "}
                          <Badge tone="wait">{t("asked")}</Badge>
                        </>
                      )}
                    </td>
                    <td>
                      {order.structure}
                      {order.person && <small className="soft"> {order.person}</small>}
                    </td>
                    <td>{order.goesWith}</td>
                    <td>
                      {order.people && <>{t("people", { count: order.people })}. </>}
                      {order.message}
                    </td>
                  </tr>
                ))}
              </tbody>
            </Table>
          </section>
        ))
      )}
    </div>
  );
}
