import postgres from "postgres";
import { connectionOptions } from "../../db/connection";
import { duration, milliseconds, type Measure } from "./measure";
import type { Measured } from "./reading";

const TIMES = 3;

/** The fastest answer of each page that people of a pôle open every day, in milliseconds, by its address. */
export async function visitPages(
  { url, cookie }: { url: string; cookie: string },
  { ownerUrl, pole }: Measured,
): Promise<Map<string, number>> {
  const owner = postgres(ownerUrl, { ...connectionOptions, max: 1 });
  const [sample] = await owner<Sample[]>`
    select b.resource_id as "resourceId", b.id as "bookingId", n.id as "needId"
      from bookings b cross join (select id from needs where pole_id = ${pole.poleId} and state = 'published'
                                  order by closes_at desc limit 1) n
     where pole_id = ${pole.poleId} and starts_at > now() order by starts_at limit 1`.finally(() => owner.end());
  if (!sample) throw new Error("The pôle has no booking to come, or no need.");
  const took = new Map<string, number>();
  for (const page of pagesOf(sample)) {
    const times: number[] = [];
    for (let time = 0; time < TIMES; time += 1) {
      times.push(
        await duration(async () => {
          const answer = await fetch(`${url}/poles/${pole.actor.poleSlug}${page}`, { headers: { Cookie: cookie } });
          await answer.arrayBuffer();
          if (answer.status !== 200 || answer.redirected) throw new Error(`${page}: ${answer.status} ${answer.url}`);
        }),
      );
    }
    const address = Object.values(sample).reduce((known, id) => known.replace(id, "…"), page);
    took.set(address, Math.min(...times));
  }
  return took;
}

/** Things of the pôle whose pages are looked at. */
type Sample = { readonly resourceId: string; readonly bookingId: string; readonly needId: string };

const pagesOf = ({ resourceId, bookingId, needId }: Sample): string[] => [
  "",
  "/catalogue",
  "/catalogue?q=0042",
  `/catalogue/${resourceId}`,
  `/catalogue/${resourceId}/blocages`,
  `/catalogue/${resourceId}/statistiques`,
  "/planning",
  "/planning?vue=semaine",
  "/planning?vue=mois",
  "/planning/impression",
  "/reservations",
  "/reservations?qui=structure",
  "/reservations?quand=passees",
  `/reservations/${bookingId}`,
  "/demandes",
  "/incidents",
  "/usage",
  "/usage/reservations",
  "/besoins",
  "/besoins?q=cour",
  "/besoins?liste=clos",
  `/besoins/${needId}`,
  "/besoins/de-la-structure",
  "/besoins/bilan",
  "/reponses",
  "/structures",
  "/commandes",
  "/agendas",
  "/reglages",
];

/** The slowest page of a large pôle, and the one that grows most, beside the same page of a small pôle. */
export function comparePages(small: Map<string, number>, large: Map<string, number>): Measure[] {
  const pages = [...large].map(([page, took]) => ({ page, took, beside: small.get(page) ?? Number.NaN }));
  const measure = (what: string, { page, took, beside }: (typeof pages)[number]): Measure => ({
    what: `${what} of ${pages.length} daily pages with ten times the bookings: ${page}`,
    value: milliseconds(took),
    beside: milliseconds(beside),
    ratio: took / beside,
  });
  const most = (of: (page: (typeof pages)[number]) => number) => pages.reduce((a, b) => (of(b) > of(a) ? b : a));
  return [
    measure(
      "the slowest",
      most(({ took }) => took),
    ),
    measure(
      "the one that grows most",
      most(({ took, beside }) => took / beside),
    ),
  ];
}
