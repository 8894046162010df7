import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoToTheMillisecond, money, NetMoney } from "~/http/api-shapes";
import { minutesOf } from "~server/tenders";

const Minutes = z
  .object({
    openedAt: Instant.nullable(),
    askedBy: z.string(),
    openedBy: z.string().nullable(),
    answers: z.array(
      z.object({
        answerId: Id,
        number: z.int(),
        at: Instant,
        sha256: z.string(),
        name: z.string(),
        members: z.array(z.string()),
        prices: z
          .array(z.object({ lotId: Id, price: NetMoney.nullable() }))
          .nullable()
          .meta({ description: "Null where quality is judged before prices." }),
      }),
    ),
    register: z.array(
      z.object({
        answerId: Id,
        number: z.int(),
        at: Instant,
        kind: z.enum(["submitted", "replaced", "reconfirmed", "withdrawn"]),
        name: z.string(),
        sha256: z.string(),
        fate: z.enum(["counts", "replaced", "withdrawn", "withdrawal", "unconfirmed"]),
        intact: z.boolean().meta({ description: "Its fingerprint, reckoned again now, is the one that was kept." }),
      }),
    ),
  })
  .meta({ id: "Minutes" });

const read = endpoint("GET", "/needs/:need/minutes", {
  summary: {
    fr: "Le procès-verbal de l'ouverture et le registre",
    en: "The minutes of the opening, and the register",
  },
  scope: "judging",
  response: Minutes,
  handle: async ({ actor, params }) => {
    const { opening, lines, register } = await minutesOf(actor, params.need);
    const at = (instant: Date) => isoToTheMillisecond(instant, actor.timeZone);
    return {
      openedAt: opening.openedAt && at(opening.openedAt),
      askedBy: opening.first.name,
      openedBy: opening.second?.name ?? null,
      answers: lines.map(({ answerId, number, sha256, name, members, prices, at: instant }) => ({
        ...{ answerId, number, sha256, name, members: [...members] },
        at: at(instant),
        prices:
          prices &&
          Object.entries(prices).map(([lotId, { cents }]) => ({ lotId, price: cents === null ? null : money(cents) })),
      })),
      register: register.map(({ at: instant, ...line }) => ({ ...line, at: at(instant) })),
    };
  },
});

export const loader = apiRoute(read);
export const action = loader;
