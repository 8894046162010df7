import type postgres from "postgres";
import { addDays, localDateOf, weekdayOf, type LocalDate } from "../kernel/time";
import { cancelNeed, keepSearch, readNeedFilters, recordIntroduction } from "../tenders";
import { demoId } from "../../db/demo/chance";
import type { DemoPole } from "../../db/demo/describe";
import { structureId } from "../../db/demo/ids";
import type { DemoNeed } from "./describe";
import { decidedNeeds } from "./decided-needs";
import { done } from "./done";
import { historyOf, type Earlier } from "./history";
import { followAward, judgeNeed } from "./judge";
import { judgedNeeds } from "./judged-needs";
import { openNeeds } from "./open-needs";
import { peopleOf, type Who } from "./people";
import { answerNeed, postNeed, talkAbout } from "./post";

/**
 * Needs in every state, as people made them: through what the pages call, each then moved to the day it is told of. The
 * database of the application is open. `sql` is its owner's.
 */
export async function insertNeeds(
  sql: postgres.Sql,
  { poles, now, zone }: { poles: readonly DemoPole[]; now: Date; zone: string },
): Promise<void> {
  const who = peopleOf(poles);
  const today = localDateOf(now, zone);
  const around = { who, today, earlier: await historyOf(sql, zone) };
  for (const need of [...openNeeds, ...judgedNeeds, ...decidedNeeds]) await makeNeed(need, around);
  await introduce(who, today);
  await keepSearches(who);
}

type Around = { who: Who; today: LocalDate; earlier: Earlier };

async function makeNeed(need: DemoNeed, { who, today, earlier }: Around): Promise<void> {
  const { ago = 0, closes = 21 } = need.published ?? {};
  const open = ago + closes + untilWorkday(addDays(today, closes), closes < 0);
  const id = await postNeed(need, who, today, open);
  if (!need.published) return;
  const { judged } = need;
  const contract = judged?.contract;
  // Questions at a third of the time that it is open, answers at two thirds, as far as they are past.
  const step = Math.min(Math.floor(open / 3), Math.floor(ago / 2));
  const since = (days: number) => earlier(id, days);
  await since(step);
  await talkAbout(need, id, who);
  await since(step);
  for (const answer of need.answers ?? []) await answerNeed(answer, id, who);
  if (need.cancelled) {
    const buyer = await who(need.buyer, "administrator", need.pole);
    done(await cancelNeed(buyer, id, need.cancelled));
  }
  await since(ago - 2 * step - (judged?.ago ?? 0));
  await judgeNeed(need, id, who);
  if (contract) {
    await since((judged?.ago ?? 0) - contract.ago - contract.lasts);
    await followAward(need, id, who, contract);
    await since(contract.ago + contract.lasts);
  } else await since(judged?.ago ?? 0);
}

/** How far a closing is moved so that it is no Saturday nor Sunday. */
function untilWorkday(day: LocalDate, past: boolean): number {
  const weekend = weekdayOf(day) - 5;
  return weekend <= 0 ? 0 : past ? -weekend : 3 - weekend;
}

/** Who met whom through the pôle, as its manager keeps it. */
async function introduce(who: Who, today: LocalDate): Promise<void> {
  const manager = await who("tempo", "employee");
  for (const [one, other, daysAgo, about, need] of [
    [
      "communaute-de-communes-du-val-d-orme",
      "les-jardins-du-gue",
      150,
      "L’entretien des espaces verts",
      "espaces-verts",
    ],
    ["tempo", "la-grande-tablee", 120, "Les vingt ans de Tempo", "buffet"],
    ["les-jardins-du-gue", "bois-d-appui", 40, "La serre à reconstruire", "serre"],
    ["radio-berge", "universite-populaire", 12, "Une émission sur les métiers", null],
  ] as const) {
    done(
      await recordIntroduction(manager, {
        id: demoId(`introduction ${one} ${other}`),
        ...{ structureId: structureId(one), otherId: structureId(other), metOn: addDays(today, -daysAgo), about },
        needId: need && demoId(`need ${need}`),
      }),
    );
  }
}

/** What people look for among needs. */
async function keepSearches(who: Who): Promise<void> {
  for (const [by, name, asked] of [
    ["les-jardins-du-gue", "Espaces verts", { trade: "77000000" }],
    ["la-grande-tablee", "Repas et buffets", { q: "repas" }],
  ] as const) {
    const search = { id: demoId(`search ${by}`), name, filters: readNeedFilters(asked) };
    done(await keepSearch(await who(by, "employee"), { ...search, frequency: "weekly" }));
  }
}
