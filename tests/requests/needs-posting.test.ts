import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newId } from "../../server/kernel/ids";
import { addDays, localDateOf, weekdayOf } from "../../server/kernel/time";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

let world: World;
let server: TestServer;
let buyer: Visitor;
let colleague: Visitor;
let bidder: Visitor;
let neighbour: Visitor;
let base: string;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  const of = (key: "administrator" | "employee" | "owner" | "neighbour") => signedIn(server, world.people[key].email);
  [buyer, colleague, bidder, neighbour] = await Promise.all([
    of("administrator"),
    of("employee"),
    of("owner"),
    of("neighbour"),
  ]);
  base = `/poles/${world.poles.orme.slug}/besoins`;
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const rowOf = async (id: string) => {
  const [row] = await world.owner`select * from needs where id = ${id}`;
  return row as Record<string, unknown> & { state: string; closes_at: Date; questions_until: Date };
};
const lotOf = async (id: string) => {
  const [lot] = await world.owner<
    { id: string }[]
  >`select id from need_lots where need_id = ${id} order by number limit 1`;
  return lot!.id;
};

async function started(kind = "call", title = "Verdir la cour", who = buyer): Promise<string> {
  const id = newId();
  const response = await who.post(`${base}/nouveau`, { id, kind, title });
  expect([response.status, response.headers.get("location")]).toEqual([302, `${base}/${id}/modification`]);
  return id;
}

const who = (more: Record<string, string> = {}) => {
  const closing = addDays(localDateOf(new Date(), "Europe/Paris"), 30);
  return {
    ...{ step: "visibilite", then: "next", openTo: "pole", closesOn: closing, closesAt: "12:00" },
    ...{ questionsOn: addDays(closing, -7), groups: "oui", ...more },
  };
};

async function published(more: Record<string, string> = {}, kind = "call"): Promise<string> {
  const id = await started(kind);
  expect((await buyer.post(`${base}/${id}/modification`, who(more))).status).toBe(302);
  expect((await buyer.post(`${base}/${id}/publication`)).status).toBe(302);
  expect((await rowOf(id)).state).toBe("published");
  return id;
}

describe("a draft", () => {
  it("begins with one lot, criteria that make 100, and a closing at noon of a working day in three weeks", async () => {
    const id = await started();
    const row = await rowOf(id);
    const day = localDateOf(row.closes_at, "Europe/Paris");
    expect(weekdayOf(day)).toBeLessThanOrEqual(5);
    expect(day >= addDays(localDateOf(new Date(), "Europe/Paris"), 21)).toBe(true);
    expect(row.closes_at.toLocaleTimeString("fr-FR", { timeZone: "Europe/Paris" })).toBe("12:00:00");
    const [sum] = await world.owner`select sum(weight)::int as points from need_criteria where need_id = ${id}`;
    expect(sum).toEqual({ points: 100 });
    // Sent twice, it begins one.
    await buyer.post(`${base}/nouveau`, { id, kind: "call", title: "Verdir la cour" });
    expect(await world.owner`select id from need_lots where need_id = ${id}`).toHaveLength(1);
  });

  it("keeps what is being typed without a press, unless something in it is wrong", async () => {
    const id = await started();
    const typed = { step: "quoi", intent: "keep", kind: "call", title: "Verdir", place: "Brizac" };
    const data = `${base}/${id}/modification.data`;
    const kept = await buyer.post(data, typed);
    expect([kept.status, await kept.text()]).toEqual([200, expect.stringContaining("Gardé à")]);
    const wrong = await buyer.post(data, {
      ...typed,
      place: "Ailleurs",
      wantedFrom: "2031-03-10",
      wantedUntil: "2031-03-01",
    });
    expect(await wrong.text()).toContain("Pas encore gardé");
    expect((await rowOf(id)).place).toBe("Brizac");
    expect((await bidder.post(data, typed)).status).toBe(404);
  });

  it("keeps each step as it is sent, and says beside the field what it does not keep", async () => {
    const id = await started();
    const edit = `${base}/${id}/modification`;
    const typed = {
      step: "quoi",
      then: "next",
      kind: "call",
      title: "Verdir",
      place: "Brizac",
      wantedFrom: "2031-03-10",
    };
    const wrong = await buyer.post(edit, { ...typed, wantedUntil: "2031-03-01", summary: "Gardé à l’écran" });
    expect(wrong.status).toBe(422);
    expect(await wrong.text()).toContain("Gardé à l’écran");
    expect((await rowOf(id)).place).toBe("");
    expect((await buyer.post(edit, { ...typed, wantedUntil: "2031-03-20" })).headers.get("location")).toContain(
      "etape=lots",
    );
    expect(await rowOf(id)).toMatchObject({ place: "Brizac", title: "Verdir" });

    const lot = await lotOf(id);
    const lots = {
      step: "lots",
      [`title-${lot}`]: "Plantations",
      [`estimate-${lot}`]: "7 800,50 €",
      [`hours-${lot}`]: "90",
    };
    expect((await buyer.post(edit, { ...lots, then: "next", [`estimate-${lot}`]: "beaucoup" })).status).toBe(422);
    await buyer.post(edit, { ...lots, then: "add" });
    const [first, second] = await world.owner`select * from need_lots where need_id = ${id} order by number`;
    expect(first).toMatchObject({ estimate_cents: 780050, minimum_hours: 90, estimate_shown: false });
    expect(second).toMatchObject({ number: 2 });
    await buyer.post(edit, { step: "lots", then: `remove ${lot}` });
    expect(await world.owner`select number from need_lots where need_id = ${id}`).toMatchObject([{ number: 1 }]);
  });

  it("takes its criteria from a model, or as they are typed", async () => {
    const id = await started();
    const edit = `${base}/${id}/modification`;
    await buyer.post(edit, { step: "criteres", then: "responsible", everyLot: "oui" });
    const kinds = () => world.owner`select kind, weight from need_criteria where need_id = ${id} order by position`;
    expect((await kinds()).map(({ kind }) => kind as string)).toEqual([
      "price",
      "quality",
      "social",
      "environment",
      "proximity",
    ]);
    const typed = {
      "kind-0": "price",
      "weight-0": "70",
      "scale-0": "5",
      "kind-1": "delay",
      "weight-1": "20",
      "kind-2": "quality",
      "weight-2": "",
    };
    await buyer.post(edit, { step: "criteres", then: "next", everyLot: "oui", ...typed });
    expect(await kinds()).toMatchObject([
      { kind: "price", weight: 70 },
      { kind: "delay", weight: 20 },
    ]);
    // 90 points: it is not published, and its page says why.
    await buyer.post(`${base}/${id}/publication`);
    expect((await rowOf(id)).state).toBe("draft");
    expect(await buyer.read(`${base}/${id}`)).toContain("ne font pas 100 points");
    const twice = await buyer.post(edit, {
      step: "criteres",
      then: "next",
      everyLot: "oui",
      ...typed,
      "kind-1": "price",
    });
    expect(twice.status).toBe(422);
  });

  it("is its buyer's alone; a colleague writes it, an administrator publishes it", async () => {
    const id = await started("call", "Verdir la cour", colleague);
    expect((await bidder.get(`${base}/${id}`)).status).toBe(404);
    expect((await neighbour.get(`${base}/${id}`)).status).toBe(404);
    expect((await bidder.post(`${base}/${id}/modification`, who())).status).toBe(404);
    expect((await colleague.post(`${base}/${id}/publication`)).status).toBe(403);
    expect((await rowOf(id)).state).toBe("draft");
    await buyer.post(`${base}/${id}/publication`);
    expect((await rowOf(id)).state).toBe("published");
    // It is out: what is said is not taken back.
    expect((await buyer.post(`${base}/${id}/modification`, who())).status).toBe(409);
    expect(await bidder.read(`${base}/${id}`)).toContain("Verdir la cour");
    expect(await colleague.read(`${base}/de-la-structure`)).toContain(id);
  });

  it("that is given up is never seen by others", async () => {
    const id = await started();
    expect((await buyer.post(`${base}/${id}/annulation`)).headers.get("location")).toBe(`${base}/de-la-structure`);
    expect((await bidder.get(`${base}/${id}`)).status).toBe(404);
    expect(await buyer.read(`${base}/de-la-structure`)).not.toContain(id);
  });
});

describe("a hidden estimate", () => {
  it("is told to its buyer alone", async () => {
    const id = await started("quotes");
    const lot = await lotOf(id);
    await buyer.post(`${base}/${id}/modification`, {
      step: "lots",
      then: "next",
      [`title-${lot}`]: "",
      [`estimate-${lot}`]: "43210",
    });
    await buyer.post(`${base}/${id}/publication`);
    expect(await buyer.read(`${base}/${id}`)).toMatch(/43\s210/);
    const seen = await bidder.read(`${base}/${id}`);
    expect(seen).toContain("masquée");
    expect(seen).not.toMatch(/43\s?210/);
  });
});

describe("documents", () => {
  it("of any content are handed on to be kept, never shown", async () => {
    const id = await started();
    const form = new FormData();
    form.append("files", new File(["<script>alert(1)</script>"], 'plan "é\r\n.html', { type: "text/html" }));
    expect((await buyer.post(`${base}/${id}/documents`, form)).status).toBe(302);
    const [file] = await world.owner<{ id: string }[]>`select id from need_files where need_id = ${id}`;
    const address = `${base}/${id}/documents/${file!.id}`;
    const got = await buyer.get(address);
    expect(await got.text()).toBe("<script>alert(1)</script>");
    expect(got.headers.get("content-type")).toBe("application/octet-stream");
    expect(got.headers.get("x-content-type-options")).toBe("nosniff");
    expect(got.headers.get("content-disposition")).toMatch(
      /^attachment; filename="[\w .-]+"; filename\*=UTF-8''[\w%.-]+$/,
    );
    expect((await bidder.get(address)).status).toBe(404);
    await buyer.post(`${base}/${id}/publication`);
    expect((await bidder.get(address)).status).toBe(200);
    expect((await buyer.post(`${base}/${id}/documents`, { remove: file!.id })).status).toBe(409);
  });
});

describe("a question", () => {
  it("is asked without one's name, by a guest of the network too, and answered to all", async () => {
    const id = await published({ openTo: "network" });
    const question = newId();
    const asked = await neighbour.post(`${base}/${id}/questions`, { id: question, question: "Peut-on décaper ?" });
    expect(asked.headers.get("location")).toBe(`${base}/${id}#questions`);
    const page = await buyer.read(`${base}/${id}`);
    expect(page).toContain("Peut-on décaper ?");
    expect(page).not.toContain(world.structures.radeau.name);
    expect((await bidder.post(`${base}/${id}/questions/${question}`, { answer: "Oui" })).status).toBe(403);
    expect((await colleague.post(`${base}/${id}/questions/${question}`, { answer: " " })).status).toBe(422);
    expect((await colleague.post(`${base}/${id}/questions/${question}`, { answer: "Oui, en mars." })).status).toBe(302);
    for (const reader of [bidder, neighbour]) expect(await reader.read(`${base}/${id}`)).toContain("Oui, en mars.");
  });

  it("is refused, with what to do, from the buyer and once questions are over", async () => {
    const id = await published();
    const ask = (visitor: Visitor) =>
      visitor.post(`${base}/${id}/questions`, { id: newId(), question: "Et le bois ?" });
    expect((await ask(buyer)).status).toBe(422);
    await world.owner`update needs set questions_until = now() - interval '1 second' where id = ${id}`;
    const late = await ask(bidder);
    expect(late.status).toBe(422);
    expect(await late.text()).toContain("Les questions sont closes");
    expect(await world.owner`select id from need_questions where need_id = ${id}`).toHaveLength(0);
  });
});

describe("an addendum", () => {
  it("is numbered and read by all, moves the closing later, never sooner", async () => {
    const id = await published();
    const before = (await rowOf(id)).closes_at;
    const later = addDays(localDateOf(before, "Europe/Paris"), 3);
    const form = { id: newId(), words: "La haie fait 30 m.", substance: "non", later };
    for (const _ of [1, 2]) expect((await buyer.post(`${base}/${id}/additif`, form)).status).toBe(302);
    expect(localDateOf((await rowOf(id)).closes_at, "Europe/Paris")).toBe(later);
    expect(await bidder.read(`${base}/${id}`)).toContain("La haie fait 30 m.");
    expect(await world.owner`select number from need_addenda where need_id = ${id}`).toMatchObject([{ number: 1 }]);
    const sooner = await buyer.post(`${base}/${id}/additif`, { ...form, id: newId(), later: addDays(later, -1) });
    expect(sooner.status).toBe(422);
    expect(await sooner.text()).toContain("ne s’avance pas");
    expect((await bidder.post(`${base}/${id}/additif`, { ...form, id: newId() })).status).toBe(403);
    expect((await colleague.post(`${base}/${id}/additif`, { ...form, id: newId() })).status).toBe(403);
  });

  it("of substance has the answers that are in confirmed again", async () => {
    const id = await published();
    const answer = newId();
    const at = { pole_id: world.poles.orme.id, need_id: id, structure_id: world.structures.tablee.id };
    await world.owner`insert into answers ${world.owner({ id: answer, ...at, person_id: world.people.owner.id })}`;
    await world.owner`update answers set state = 'submitted' where id = ${answer}`;
    const form = { words: "Le sol est en pente.", later: "" };
    await buyer.post(`${base}/${id}/additif`, { id: newId(), ...form, substance: "non" });
    const state = async () => (await world.owner`select state from answers where id = ${answer}`)[0]?.state as string;
    expect(await state()).toBe("submitted");
    await buyer.post(`${base}/${id}/additif`, { id: newId(), ...form, substance: "oui" });
    expect(await state()).toBe("invalidated");
  });
});

describe("cancelling", () => {
  it("asks for a reason, which everybody reads", async () => {
    const id = await published();
    expect((await buyer.post(`${base}/${id}/annulation`, { reason: "" })).status).toBe(422);
    expect((await bidder.post(`${base}/${id}/annulation`, { reason: "x" })).status).toBe(403);
    expect((await buyer.post(`${base}/${id}/annulation`, { reason: "Le budget a été refusé." })).status).toBe(302);
    expect((await rowOf(id)).state).toBe("cancelled");
    expect(await bidder.read(`${base}/${id}`)).toContain("Le budget a été refusé.");
  });
});

describe("a public buyer", () => {
  it("calls under the threshold with a reminder; at it, only asks who would be interested", async () => {
    await world.owner`update structures set public_buyer = true where id = ${world.structures.gue.id}`;
    try {
      const id = await started();
      const lot = await lotOf(id);
      const estimate = (euros: string) =>
        buyer.post(`${base}/${id}/modification`, {
          step: "lots",
          then: "next",
          [`title-${lot}`]: "",
          [`estimate-${lot}`]: euros,
        });
      await buyer.post(`${base}/${id}/publication`);
      expect(await buyer.read(`${base}/${id}`)).toContain("donnez l’estimation de chaque lot");
      await estimate("60000");
      await buyer.post(`${base}/${id}/publication`);
      expect((await rowOf(id)).state).toBe("draft");
      expect(await buyer.read(`${base}/${id}`)).toContain("vous atteignez le seuil");
      await buyer.post(`${base}/${id}/modification`, {
        step: "quoi",
        then: "next",
        kind: "interest",
        title: "Verdir la cour",
      });
      await buyer.post(`${base}/${id}/publication`);
      expect(await rowOf(id)).toMatchObject({ state: "published", kind: "interest" });

      const small = await started();
      const its = await lotOf(small);
      await buyer.post(`${base}/${small}/modification`, {
        step: "lots",
        then: "next",
        [`title-${its}`]: "",
        [`estimate-${its}`]: "39999",
      });
      expect(await buyer.read(`${base}/${small}`)).toContain("toujours le même fournisseur");
      await buyer.post(`${base}/${small}/publication`);
      expect((await rowOf(small)).state).toBe("published");
    } finally {
      await world.owner`update structures set public_buyer = false where id = ${world.structures.gue.id}`;
    }
  });
});
