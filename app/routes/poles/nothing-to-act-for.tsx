import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { ButtonLink } from "~/ui/button";
import { PageHead, Section } from "~/ui/surface";

type NothingToActForProps = {
  email: string;
  outside: readonly { id: string; name: string; administrators: string | null }[];
  /** Where they have booked what is open to anybody. */
  doors: readonly { to: string; pole: string; structure: string }[];
};

/** Somebody whose structures are in no pôle, or who has none: why nothing can be done here, and what to do. */
export function NothingToActFor({ outside, doors, email }: NothingToActForProps) {
  const t = useTranslations("poles.actingFor");
  const td = useTranslations("door.mine");
  const tdh = useTranslations("door.home");
  const [first, ...others] = outside;
  return (
    <div className="wrap narrow">
      {doors.length > 0 ? (
        <>
          <PageHead title={td("title")} />
          <ul className="stack">
            {doors.map(({ to, pole, structure }) => (
              <li key={`${to} ${structure}`} className="stack">
                <p>{td("text", { structure, pole })}</p>
                <ButtonLink to={to} icon="calendar-check">
                  {td("see", { pole })}
                </ButtonLink>
              </li>
            ))}
          </ul>
        </>
      ) : (
        <PageHead
          title={first ? t("outside.title", { structure: first.name }) : t("nothing.title")}
          lead={first ? t("outside.text", { structure: first.name }) : t("nothing.text")}
        />
      )}
      <Section title={td("open")}>
        <div className="stack">
          <p>{td("openText")}</p>
          <div className="actions">
            <ButtonLink to={paths.doors()} variant="line" icon="door-open">
              {tdh("see")}
            </ButtonLink>
          </div>
        </div>
      </Section>
      <div className="stack door-mine">
        <h2>{doors.length > 0 ? td("join") : t("whatToDo")}</h2>
        <p>{first ? t("outside.what", { email }) : t("nothing.what", { email })}</p>
        {first?.administrators && <p>{t("outside.administrators", { names: first.administrators })}</p>}
        {others.map(({ id, name, administrators }) => (
          <p key={id}>
            {t("outside.also", { structure: name })}{" "}
            {administrators && t("outside.administrators", { names: administrators })}
          </p>
        ))}
        <div className="actions">
          <ButtonLink to={paths.account()} variant={doors.length > 0 ? "line" : "full"}>
            {t("account")}
          </ButtonLink>
          <ButtonLink to={paths.help()} variant="line">
            {t("help")}
          </ButtonLink>
        </div>
      </div>
    </div>
  );
}
