import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/surface";
import type { Role } from "~server/kernel/actor";

type DemoAccountsProps = {
  password: string;
  accounts: readonly { name: string; email: string; place: { roles: readonly Role[]; name: string } | null }[];
};

/** On a demonstration, each account is one press away. */
export function DemoAccounts({ password, accounts }: DemoAccountsProps) {
  const t = useTranslations("identity.signIn.demo");
  const roleName = useTranslations("poles.role");
  return (
    <section className="sign-demo" aria-labelledby="demo">
      <h2 id="demo">{t("title")}</h2>
      <p className="small soft">{t.rich("text", { password, b: (words) => <b className="nowrap">{words}</b> })}</p>
      <Sheet as="ul">
        {accounts.map(({ name, email, place }) => (
          <li key={email} className="member">
            <span className="small">
              <b>{name}</b>
              <span className="soft block">
                {place ? `${place.name} · ${place.roles.map((role) => roleName(role)).join(", ")}` : t("noPole")}
              </span>
              <span className="soft block">{email}</span>
            </span>
            <Form method="post">
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={password} />
              <Button variant="line" size="sm" aria-label={t("enterAs", { name })}>
                {t("enter")}
              </Button>
            </Form>
          </li>
        ))}
      </Sheet>
    </section>
  );
}
