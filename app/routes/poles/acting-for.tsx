import { redirect, type ActionFunctionArgs, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Form, useLoaderData } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { currentContext, requestLocale, requireViewer } from "~/http/actor";
import { pageTitle } from "~/http/page-title";
import { readForm } from "~/http/read-form";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { actingValue } from "~/ui/account-menu";
import { Badge } from "~/ui/badge";
import { Who } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import { PageHead, Sheet } from "~/ui/surface";
import { rememberActingFor } from "~server/identity";
import { Invalid, NotFound } from "~server/kernel/errors";
import { formatList, initials } from "~server/kernel/format";
import { actingForm, doorsBooked, structuresWithoutPole } from "~server/poles";
import { NothingToActFor } from "./nothing-to-act-for";

export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await requireViewer(args);
  const locale = await requestLocale(args);
  const t = await translator(locale, "poles");
  const current = currentContext(viewer);
  const outside = viewer.contexts.length === 0 ? await structuresWithoutPole(viewer.personId) : [];
  const doors = viewer.contexts.length === 0 ? await doorsBooked(viewer.personId) : [];
  return {
    doors: doors.map(({ poleSlug, poleName, structureName }) => ({
      to: paths.bookings(poleSlug),
      pole: poleName,
      structure: structureName ?? "",
    })),
    title: await pageTitle(locale, t("actingFor.title")),
    email: viewer.email,
    outside: outside.map(({ id, name, administrators }) => ({
      id,
      name,
      administrators: administrators.includes(viewer.name) ? null : formatList(administrators, locale) || null,
    })),
    contexts: viewer.contexts.map((context) => ({
      value: actingValue(context),
      current: context === current,
      name: context.structureName ?? context.poleName,
      pole: context.poleName,
      ofStructure: context.structureName !== null,
      colour: context.structureColour,
      initials: initials(context.structureName ?? context.poleName),
      roles: context.roles,
    })),
  };
});

/** Acts for somebody else from now on, and goes there. */
export const action = handled(async (args: ActionFunctionArgs) => {
  const viewer = await requireViewer(args);
  const form = await readForm(args.request, actingForm);
  if (!form.ok) throw new Invalid();
  const { acting } = form.value;
  const context = viewer.contexts.find(
    ({ poleId, structureId }) => poleId === acting.poleId && structureId === acting.structureId,
  );
  if (!context) throw new NotFound("structure");
  await rememberActingFor(viewer.sessionId, acting);
  return redirect(paths.home(context.poleSlug));
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [{ title: data?.title }];

export default function ActingFor() {
  const t = useTranslations("poles");
  const { contexts, outside, doors, email } = useLoaderData<typeof loader>();
  if (contexts.length === 0) return <NothingToActFor outside={outside} doors={doors} email={email} />;
  return (
    <div className="wrap narrow">
      <PageHead title={t("actingFor.title")} lead={t("actingFor.lead")} />
      <Form method="post">
        <Sheet as="ul">
          {contexts.map(({ value, current, name, pole, ofStructure, colour, initials: letters, roles }) => (
            <li key={value}>
              <button
                type="submit"
                className="pick"
                name="acting"
                value={value}
                aria-current={current ? "true" : undefined}
              >
                <Who
                  initials={letters}
                  colour={colour}
                  me={current}
                  size="lg"
                  name={<b>{name}</b>}
                  sub={`${ofStructure ? pole : t("actingFor.staff")} · ${roles.map((role) => t(`role.${role}`)).join(", ")}`}
                />
                {current ? (
                  <Badge tone="you" icon="check">
                    {t("actingFor.current")}
                  </Badge>
                ) : (
                  <Icon name="arrow-right" />
                )}
              </button>
            </li>
          ))}
        </Sheet>
      </Form>
    </div>
  );
}
