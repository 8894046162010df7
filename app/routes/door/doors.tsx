import type { LoaderFunctionArgs, MetaFunction } from "@remix-run/node";
import { Link, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { requestLocale } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { Empty } from "~/ui/empty";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { PageHead, Sheet } from "~/ui/surface";
import { initials } from "~server/kernel/format";
import { publicDoors } from "~server/poles";

/** The pôles that open something to anybody. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const locale = await requestLocale(args);
  const t = await translator(locale, "door");
  const doors = await publicDoors();
  return {
    title: await pageTitle(locale, t("doors.title")),
    description: t("doors.lead"),
    doors: doors.map(({ slug, name, territory, things }, rank) => ({
      to: paths.openThings(slug),
      name,
      territory,
      initials: initials(name),
      colour: 1 + (rank % 6),
      things: t("doors.things", { count: things }),
    })),
  };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

/** Where to book without belonging to a pôle. */
export default function Doors() {
  const { doors } = useLoaderData<typeof loader>();
  const t = useTranslations("door.doors");
  return (
    <div className="wrap narrow">
      <PageHead title={t("title")} lead={t("lead")} />
      {doors.length === 0 ? (
        <Empty
          picture="box"
          title={t("none")}
          actions={
            <ButtonLink to={paths.public()} variant="line">
              {t("discover")}
            </ButtonLink>
          }
        >
          {t("noneText")}
        </Empty>
      ) : (
        <Sheet as="ul">
          {doors.map(({ to, name, territory, initials: letters, colour, things }) => (
            <li key={to}>
              <Link className="pick" to={to}>
                <Who
                  initials={letters}
                  colour={colour}
                  size="lg"
                  name={<b>{name}</b>}
                  sub={[territory, things].filter(Boolean).join(" · ")}
                />
                <Icon name="arrow-right" />
              </Link>
            </li>
          ))}
        </Sheet>
      )}
    </div>
  );
}
