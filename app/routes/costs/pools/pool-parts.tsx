import { Form, Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Alert } from "~/ui/alert";
import { ButtonLink, SubmitButton } from "~/ui/button";
import { Table } from "~/ui/figures";
import { Card, Section } from "~/ui/surface";
import type { PoolView } from "./pool-view";

/** The key that is valid today, or the way to one. */
export function PoolKey({ view }: { view: PoolView }) {
  const t = useTranslations("costsPools.page");
  const { key, can } = view;
  const change = can.manage && (
    <ButtonLink
      to={paths.addCostKey(view.pole, view.id)}
      icon="scale"
      variant={key ? "line" : "full"}
      className="nowrap"
    >
      {view.hasVersions ? t("newKey") : t("firstKey")}
    </ButtonLink>
  );
  return (
    <Section title={t("key")} id="cle" aside={key && change ? <div className="actions">{change}</div> : undefined}>
      {key ? (
        <Card className="stack">
          <p className="lead">{key.sentence}.</p>
          {key.details.length > 0 && (
            <ul className="cost-list">
              {key.details.map((line) => (
                <li key={line}>{line}</li>
              ))}
            </ul>
          )}
          <p className="small soft">
            {key.since}
            {key.decided && <br />}
            {key.decided}
          </p>
        </Card>
      ) : (
        <Alert tone="wait" title={view.hasVersions ? t("noKeyToday") : t("noKey")}>
          {t("noKeyLead")}
          {change && <div className="actions">{change}</div>}
        </Alert>
      )}
    </Section>
  );
}

/** Who takes part, what the key counts of each, and what each bears of a round amount. */
export function PoolWeights({ view: { weights } }: { view: PoolView }) {
  const t = useTranslations("costsPools.page");
  return (
    <Section title={weights.title} id="poids">
      {weights.problem ? (
        <p className="cost-lead">{weights.problem}</p>
      ) : (
        <p className="soft cost-lead">{weights.lead}</p>
      )}
      {weights.rows.length > 0 && (
        <Card>
          <Table caption={weights.title} hideCaption scroll>
            <thead>
              <tr>
                <th scope="col">{t("structure")}</th>
                <th scope="col" className="num">
                  {t("days")}
                </th>
                {weights.measures.map((measure) => (
                  <th scope="col" className="num" key={measure}>
                    {measure}
                  </th>
                ))}
                <th scope="col" className="num">
                  {weights.example}
                </th>
              </tr>
            </thead>
            <tbody>
              {weights.rows.map((row) => (
                <tr key={row.id}>
                  <th scope="row">{row.name}</th>
                  <td className="num">{row.days}</td>
                  {row.measures.map((value, rank) => (
                    <td className="num" key={weights.measures[rank]}>
                      {value}
                    </td>
                  ))}
                  <td className="num nowrap">{row.cents}</td>
                </tr>
              ))}
              {weights.pole && (
                <tr>
                  <th scope="row">{t("pole")}</th>
                  <td colSpan={weights.measures.length + 1} />
                  <td className="num nowrap">{weights.pole}</td>
                </tr>
              )}
            </tbody>
          </Table>
        </Card>
      )}
    </Section>
  );
}

/** Every version of the key, the newest first. */
export function PoolVersions({ view }: { view: PoolView }) {
  const t = useTranslations("costsPools.page");
  if (view.versions.length === 0) return null;
  return (
    <Section title={t("versions")} id="versions">
      <Card>
        <Table caption={t("versions")} hideCaption scroll>
          <thead>
            <tr>
              <th scope="col">{t("version")}</th>
              <th scope="col">{t("dates")}</th>
              <th scope="col">{t("rule")}</th>
              <th scope="col">{t("state")}</th>
            </tr>
          </thead>
          <tbody>
            {view.versions.map((version) => (
              <tr key={version.id}>
                <th scope="row" className="num">
                  {version.number}
                </th>
                <td>{version.dates}</td>
                <td>
                  {version.rule}
                  {version.decided && <br />}
                  {version.decided && <small className="soft">{version.decided}</small>}
                </td>
                <td>
                  {version.state}
                  {version.change && (
                    <>
                      {" "}
                      <Link to={version.change}>
                        {t("change")}
                        <span className="sr">
                          {" "}
                          {t("version")} {version.number}
                        </span>
                      </Link>
                    </>
                  )}
                </td>
              </tr>
            ))}
          </tbody>
        </Table>
      </Card>
    </Section>
  );
}

/** What the pool is: its law, its account, what it measures, who takes part. */
export function PoolFacts({ view }: { view: PoolView }) {
  const t = useTranslations("costsPools");
  const { facts } = view;
  return (
    <aside className="stack" aria-labelledby="ce-poste">
      <Card className="stack">
        <h2 id="ce-poste">{t("page.facts")}</h2>
        <p>
          {facts.month}
          <br />
          <b className="nowrap">{facts.cost}</b>
        </p>
        <p>
          <b>{facts.mode}</b>
          <br />
          <span className="small">
            {facts.modeWords} {t("confirmMode")}
          </span>
        </p>
        {facts.agreement && <p className="small">{facts.agreement}</p>}
        <p>
          <b>{facts.role}</b>
          <br />
          <span className="small">{facts.roleWords}</span>
        </p>
        {facts.publicMoney && <p className="small">{facts.publicMoney}</p>}
        <p className="small soft">
          {facts.kind}, {facts.account.toLocaleLowerCase()}
        </p>
      </Card>
      <Card className="stack">
        <h2>{t("page.who")}</h2>
        {facts.everyone ? (
          <p>{t("form.all")}</p>
        ) : (
          <ul className="cost-list">
            {facts.stays.map((stay) => (
              <li key={`${stay.id}${stay.dates}`}>
                {stay.name} <small className="soft">{stay.dates}</small>
              </li>
            ))}
          </ul>
        )}
        <h3>{t("page.resources")}</h3>
        {facts.resources.length > 0 ? (
          <ul className="cost-list">
            {facts.resources.map(({ to, name }) => (
              <li key={to}>
                <Link to={to}>{name}</Link>
              </li>
            ))}
          </ul>
        ) : (
          <p className="soft">{t("page.noResources")}</p>
        )}
      </Card>
      {view.can.manage && (
        <ButtonLink variant="text" icon="archive" to={paths.archiveCostPool(view.pole, view.id)}>
          {t("page.archive")}
        </ButtonLink>
      )}
    </aside>
  );
}

/** Said above everything else of an archived pool, with the way back. */
export function ArchivedPool({ view }: { view: PoolView }) {
  const t = useTranslations("costsPools.page");
  return (
    <Alert icon="archive">
      {t("archived")}
      {view.can.restore && (
        <Form method="post" action={paths.restoreCostPool(view.pole, view.id)}>
          <SubmitButton variant="line" icon="undo-2">
            {t("restore")}
          </SubmitButton>
        </Form>
      )}
    </Alert>
  );
}
