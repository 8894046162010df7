import { redirect, type LoaderFunctionArgs, type MetaFunction } from "@remix-run/node";
import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { currentContext, requestLocale, viewerOf } from "~/http/actor";
import { handled } from "~/http/responses";
import { translator } from "~/i18n/translator";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PictureBunch } from "~/ui/cluster-art";
import { Grain } from "~/ui/grain";
import { Icon } from "~/ui/icon";
import type { IconName } from "~/ui/icon-names";
import { Section } from "~/ui/surface";
import { useRootData } from "~/viewer";

/** Somebody signed in goes straight to their pôle: this page is for those who do not know it yet. */
export const loader = handled(async (args: LoaderFunctionArgs) => {
  const viewer = await viewerOf(args);
  const context = viewer && currentContext(viewer);
  if (context) throw redirect(paths.home(context.poleSlug));
  const t = await translator(await requestLocale(args), "public");
  return { title: t("home.title"), description: t("home.description") };
});

export const meta: MetaFunction<typeof loader> = ({ data }) => [
  { title: data?.title },
  { name: "description", content: data?.description },
];

const shared = [
  { key: "rooms", picture: "pressoir" },
  { key: "free", picture: "haute" },
  { key: "sure", picture: "tilleuls" },
] as const;
const steps = ["one", "two", "three"] as const;
const who = [
  { key: "employees", icon: "users" },
  { key: "owners", icon: "door-open" },
  { key: "managers", icon: "network" },
] as const satisfies { key: string; icon: IconName }[];

/** What Grappe is, what is shared, how it works, for whom, and how to come in. */
export default function PublicHome() {
  const t = useTranslations("public.home");
  const td = useTranslations("door.home");
  const demo = useRootData()?.frame.demo;
  return (
    <>
      <div className="wrap">
        <section className="pub-hero on-grape" aria-labelledby="headline">
          <div>
            <p className="pub-k">{t("kicker")}</p>
            <h1 id="headline">{t("headline")}</h1>
            <p className="lead">{t("lead")}</p>
            <div className="actions">
              <ButtonLink size="lg" to={paths.signIn()}>
                {demo ? t("tryDemo") : t("signIn")}
              </ButtonLink>
              <a className="btn btn--lg btn--line" href="#comment">
                {t("how")}
              </a>
            </div>
          </div>
          <PictureBunch label={t("bunch")} />
        </section>
      </div>
      <div className="wrap pub">
        <Section title={t("shared.title")} aside={<p className="soft">{t("shared.note")}</p>}>
          <ul className="tiles">
            {shared.map(({ key, picture }) => (
              <li key={key}>
                <img
                  src={`/img/${picture}-s.webp`}
                  srcSet={`/img/${picture}-s.webp 360w, /img/${picture}.webp 780w`}
                  sizes="(width < 48rem) 92vw, 24rem"
                  width="780"
                  height="520"
                  alt=""
                  loading="lazy"
                />
                <div>
                  <h3>{t(`shared.${key}.title`)}</h3>
                  <p>{t(`shared.${key}.text`)}</p>
                </div>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={t("steps.title")} id="comment">
          <ol className="how">
            {steps.map((step, index) => (
              <li key={step}>
                <Grain initials={String(index + 1)} colour={index + 1} size="lg" />
                <h3>{t(`steps.${step}.title`)}</h3>
                <p>{t(`steps.${step}.text`)}</p>
              </li>
            ))}
          </ol>
        </Section>
        <Section title={t("who.title")}>
          <ul className="how">
            {who.map(({ key, icon }) => (
              <li key={key}>
                <h3 className="row">
                  <Icon name={icon} />
                  {t(`who.${key}.title`)}
                </h3>
                <p>{t(`who.${key}.text`)}</p>
              </li>
            ))}
          </ul>
        </Section>
        <Section title={td("title")}>
          <div className="stack">
            <p>{td("text")}</p>
            <div className="actions">
              <ButtonLink variant="line" to={paths.doors()} icon="door-open">
                {td("see")}
              </ButtonLink>
            </div>
          </div>
        </Section>
        <section className="pub-join on-grape" aria-labelledby="join">
          <div>
            <h2 id="join">{t("join.title")}</h2>
            <p>{t("join.text")}</p>
          </div>
          <Link className="btn btn--lg" to={paths.signIn()}>
            {t("signIn")}
          </Link>
        </section>
      </div>
    </>
  );
}
