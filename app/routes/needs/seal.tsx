import { useTranslations } from "use-intl";

/** The petals of the seal, around its centre. */
const PETALS = Array.from({ length: 12 }, (_, place) => {
  const angle = (place * Math.PI) / 6;
  return { x: Math.round(480 + 340 * Math.cos(angle)) / 10, y: Math.round(480 + 340 * Math.sin(angle)) / 10 };
});

/** Who reads an answer, and when. `closing` in words. */
export function Seal({ closing }: { closing: string | null }) {
  const t = useTranslations("needs.seal");
  return (
    <section className="seal" aria-labelledby="scelle">
      <svg className="seal-i" viewBox="0 0 96 96" aria-hidden="true">
        <circle cx="48" cy="48" r="34" />
        {PETALS.map(({ x, y }) => (
          <circle key={`${x} ${y}`} cx={x} cy={y} r="9.6" />
        ))}
        <circle className="seal-ring" cx="48" cy="48" r="27" />
        <path d="M39 46v-6a9 9 0 0 1 18 0v6" />
        <rect x="34" y="45" width="28" height="21" rx="5" />
        <circle cx="48" cy="55.5" r="3" />
      </svg>
      <h2 id="scelle">{t("title")}</h2>
      <dl>
        <div>
          <dt>{closing ? t("before", { closing }) : t("beforeClosing")}</dt>
          <dd>{t("beforeWords")}</dd>
        </div>
        <div>
          <dt>{t("opening")}</dt>
          <dd>{t("openingWords")}</dd>
        </div>
        <div>
          <dt>{t("after")}</dt>
          <dd>{t("afterWords")}</dd>
        </div>
      </dl>
    </section>
  );
}
