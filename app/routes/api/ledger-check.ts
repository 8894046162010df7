import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { Id, Instant, isoWithOffset } from "~/http/api-shapes";
import type { Actor } from "~server/kernel/actor";
import { askCheck, FAULT_KINDS, lastCheckOf } from "~server/ledger";

const BooksCheck = z
  .object({
    last: z
      .object({
        at: Instant,
        byNight: z.boolean(),
        entries: z.int(),
        postings: z.int(),
        lastSeal: z.string(),
        faults: z.int().meta({ description: "0: the books are right." }),
        found: z
          .array(
            z.object({
              kind: z.enum(FAULT_KINDS),
              entry: z.object({ id: Id, number: z.int(), year: z.int() }).nullable(),
              account: z.string().nullable(),
              structure: z.string().nullable(),
              month: z.string().nullable(),
              poolIds: z.array(Id),
              expected: z.string(),
              found: z.string(),
            }),
          )
          .meta({ description: "The first hundred." }),
      })
      .nullable()
      .meta({ description: "Null before the first one." }),
    run: z
      .object({
        state: z.enum(["running", "failed", "done"]),
        step: z.enum(["entries", "sums", "costs"]),
        done: z.int().meta({ description: "Entries read again, of `total`." }),
        total: z.int(),
        askedAt: Instant,
      })
      .nullable()
      .meta({
        description:
          "The check that goes on, in the background, or the last one asked for: `last` changes once it is done.",
      }),
    parked: z
      .object({ everything: z.boolean(), poolIds: z.array(Id) })
      .meta({ description: "Pools that no month closes until a check finds them right." }),
  })
  .meta({ id: "BooksCheck" });

const read = endpoint("GET", "/ledger/check", {
  summary: { fr: "Le dernier contrôle des comptes", en: "The last check of the books" },
  scope: "ledger",
  response: BooksCheck,
  handle: ({ actor }) => shown(actor),
});

const check = endpoint("POST", "/ledger/check", {
  summary: { fr: "Faire contrôler les comptes maintenant", en: "Have the books checked now" },

  scope: "ledger",
  response: BooksCheck,
  handle: async ({ actor }) => {
    await askCheck(actor);
    return shown(actor);
  },
});

async function shown(actor: Actor): Promise<z.input<typeof BooksCheck>> {
  const { check, parked, run } = await lastCheckOf(actor);
  return {
    parked,
    run: run && { ...run, askedAt: isoWithOffset(run.askedAt, actor.timeZone) },
    last: check && {
      ...{ at: isoWithOffset(check.at, actor.timeZone), byNight: check.byNight, entries: check.entries },
      ...{ postings: check.postings, lastSeal: check.lastHash, faults: check.faults },
      found: check.found.map(({ kind, entry, account, structure, month, poolIds, expected, found }) => ({
        ...{ kind, account, structure, month: month && month.slice(0, 7), poolIds, expected, found },
        entry: entry && { id: entry.id, number: entry.number, year: entry.fiscalYear },
      })),
    },
  };
}

export const loader = apiRoute(read, check);
export const action = loader;
