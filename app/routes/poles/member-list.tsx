import { Link } from "@remix-run/react";
import { useTranslations } from "use-intl";
import { paths } from "~/paths";
import { Badge } from "~/ui/badge";
import { Who } from "~/ui/grain";
import { Sheet } from "~/ui/surface";
import type { MemberShown } from "./show";

/** Structures of a pôle: who they are, as what they belong, since when, how many they are. */
export function MemberList({ pole, members }: { pole: string; members: readonly MemberShown[] }) {
  return (
    <Sheet as="ul">
      {members.map((member) => (
        <li key={member.id} className="member">
          <Who
            initials={member.initials}
            colour={member.colour}
            me={member.mine}
            size="lg"
            name={
              <Link to={paths.structure(pole, member.slug)}>
                <b>{member.name}</b>
              </Link>
            }
            sub={member.about}
          />
          <MembershipFacts member={member} />
        </li>
      ))}
    </Sheet>
  );
}

/** As what a structure belongs to the pôle, from when to when, and how many work for it here. */
export function MembershipFacts({ member }: { member: MemberShown }) {
  const t = useTranslations("poles");
  const { start, end, state } = member;
  return (
    <span className="facts-in small">
      <Badge tone={member.kind === "member" ? "ok" : undefined} icon={member.kind === "member" ? "check" : undefined}>
        {t(`kind.${member.kind}`)}
      </Badge>
      <span className="soft">
        {end
          ? state === "ended"
            ? t("structures.between", { start, end })
            : `${t("structures.since", { day: start })}. ${t("structures.until", { day: end })}`
          : t(state === "to-come" ? "structures.from" : "structures.since", { day: start })}
      </span>
      {state !== "ended" && <span className="soft">{t("structures.people", { count: member.people })}</span>}
    </span>
  );
}
