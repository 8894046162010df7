import { Form } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { Button } from "~/ui/button";
import { Sheet } from "~/ui/surface";

type DemoAccountsProps = { password: string; accounts: readonly { name: string; email: string }[] };

/** On a demonstration, each account is one press away. */
export function DemoAccounts({ password, accounts }: DemoAccountsProps) {
  const t = useTranslations("identity.signIn.demo");
  return (
    <section className="sign-demo" aria-labelledby="demo">
      <h2 id="demo">{t("title")}</h2>
      <p className="small soft">{t("text", { password })}</p>
      <Sheet as="ul">
        {accounts.map(({ name, email }) => (
          <li key={email} className="between">
            <span className="small">
              <b>{name}</b>
              <span className="soft block">{email}</span>
            </span>
            <Form method="post">
              <input type="hidden" name="email" value={email} />
              <input type="hidden" name="password" value={password} />
              <Button variant="line" size="sm" aria-label={`${t("enter")} : ${name}`}>
                {t("enter")}
              </Button>
            </Form>
          </li>
        ))}
      </Sheet>
    </section>
  );
}
