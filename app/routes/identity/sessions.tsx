import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { SubmitButton } from "~/ui/button";
import { Icon } from "~/ui/icon";
import { Section, Sheet } from "~/ui/surface";
import type { Since } from "./since";

type SessionsProps = {
  sessions: readonly {
    id: string;
    address: string;
    here: boolean;
    device: { browser: string | null; system: string | null };
    seen: Since;
    opened: string;
  }[];
};

/** The devices on which somebody is signed in; each can be signed out from here, this one by its own button. */
export function Sessions({ sessions }: SessionsProps) {
  const t = useTranslations("identity.account");
  const when = useTranslations("identity.when");
  return (
    <Section title={t("sessions")} id="appareils">
      <p className="soft">{t("sessionsLead")}</p>
      <Sheet as="ul" className="mt-4">
        {sessions.map(({ id, address, here, device, seen, opened }) => {
          const name = t("device", {
            browser: device.browser ?? t("someBrowser"),
            system: device.system ?? t("someSystem"),
          });
          const lately = when(seen.key, seen);
          return (
            <li key={id} className="member">
              <span className="who">
                <Icon name={isHandheld(device.system) ? "phone" : "monitor"} />
                <span>
                  <b>{name}</b>
                  <span className="small soft block">
                    {t("lastSeen", { when: lately })}, {t("opened", { day: opened })}
                    {address && `, ${t("from", { address })}`}
                  </span>
                </span>
              </span>
              {here ? (
                <Badge tone="you" icon="check">
                  {t("here")}
                </Badge>
              ) : (
                <Form method="post" action={paths.endSession(id)}>
                  <SubmitButton variant="line" size="sm" aria-label={t("endNamed", { device: name, when: lately })}>
                    {t("end")}
                  </SubmitButton>
                </Form>
              )}
            </li>
          );
        })}
      </Sheet>
      {sessions.length > 1 && (
        <Form method="post" action={paths.endOtherSessions()} className="actions mt-4">
          <SubmitButton variant="line" icon="log-out">
            {t("endOthers")}
          </SubmitButton>
        </Form>
      )}
    </Section>
  );
}

function isHandheld(system: string | null): boolean {
  return system === "iPhone" || system === "iPad" || system === "Android";
}
