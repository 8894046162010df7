import type { AppLoadContext, LoaderFunctionArgs } from "@remix-run/node";
import { pino } from "pino";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { loader as accountLines } from "../../app/routes/api/ledger-account-lines";
import { loader as accounts } from "../../app/routes/api/ledger-accounts";
import { loader as balances } from "../../app/routes/api/ledger-balances";
import { loader as check } from "../../app/routes/api/ledger-check";
import { loader as entries } from "../../app/routes/api/ledger-entries";
import { loader as entry } from "../../app/routes/api/ledger-entry";
import { loader as files } from "../../app/routes/api/ledger-files";
import { loader as lettering } from "../../app/routes/api/ledger-lettering";
import { loader as letterings } from "../../app/routes/api/ledger-letterings";
import { loader as payments } from "../../app/routes/api/ledger-payments";
import { loader as reversal } from "../../app/routes/api/ledger-reversal";
import { loader as roles } from "../../app/routes/api/ledger-roles";
import { loader as account } from "../../app/routes/api/ledger-structure-account";
import { loader as automatic } from "../../app/routes/api/ledger-structure-lettering";
import { loader as fec } from "../../app/routes/ledger/fec";
import { loader as journalCsv } from "../../app/routes/ledger/journal-csv";
import { newId } from "../../server/kernel/ids";
import { tasks } from "../../server/ledger";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, REQUEST_ID, type ApiAnswer } from "../support/api";
import { checkFec } from "../support/fec";
import { post } from "../support/ledger";
import { openWorld, type World } from "../support/world";

let world: World;
let manager: string;
let treasurer: string;
let neighbour: string;
let gue: string;
beforeAll(async () => {
  world = await openWorld();
  const of = (email: string, structureSlug: string) => issueApiToken({ email, structureSlug });
  manager = await of(world.people.managerAtGue.email, "gue");
  treasurer = await of(world.people.treasurer.email, "gue");
  neighbour = await of(world.people.neighbour.email, "radeau");
  gue = world.structures.gue.id;
  // What two members owe for February: 100,00 € and 50,00 €.
  const tablee = world.structures.tablee.id;
  await post(
    world.actors.manager,
    "2026-02-28",
    [
      { role: "members", structureId: gue, cents: 10_000 },
      { role: "members", structureId: tablee, cents: 5_000 },
      { role: "shares", cents: -15_000 },
    ],
    { journal: "VT", pieceRef: "2026-02", label: "Quotes-parts de février" },
  );
}, 60_000);
afterAll(() => world.close());

type Line = { account: { number: string }; amount: { amountCents: number }; letter: { id: string } | null };
const linesOf = ({ json }: ApiAnswer) => json.lines as Line[];
const read = (route: typeof entries, path = "/", token = manager, params: Record<string, string> = {}) =>
  askApi(route, { path, token, params });
const pay = (body: object, { token = manager, headers = {} } = {}) =>
  askApi(payments, {
    ...posting("/", { direction: "received", on: "members", day: "2026-03-05", reference: "VIR 1", ...body }, headers),
    token,
  });

describe("the journal by the API", () => {
  test("is read once each entry, in the order of its writing, page after page, and by what is looked for", async () => {
    for (const cents of [11, 22]) {
      await post(world.actors.manager, "2026-01-15", [
        { role: "bank", cents },
        { role: "opening", cents: -cents },
      ]);
    }
    const seen: unknown[] = [];
    let cursor = "";
    do {
      const page = await read(entries, `/?limit=1&cursor=${cursor}`);
      seen.push(...(page.json.items as unknown[]));
      cursor = (page.json.nextCursor as string | null) ?? "";
    } while (cursor && seen.length < 20);
    expect(seen).toEqual((await read(entries)).json.items);
    expect(seen.length).toBeGreaterThanOrEqual(3);
    const found = (query: string) => read(entries, `/?${query}`).then(({ json }) => (json.items as unknown[]).length);
    expect(await found("journal=VT")).toBe(1);
    expect(await found("month=2026-01")).toBe(2);
    expect(await found("year=2025")).toBe(0);
    expect(await found(`structureId=${gue}`)).toBe(1);
    expect(await found("q=fevrier")).toBe(1);
    expect((await read(entries, "/?journal=ZZ")).json.code).toBe("invalid_input");
  });

  test("is for who keeps the books: not for a treasurer, nor for another pôle", async () => {
    expect((await read(entries, "/", treasurer)).json.code).toBe("forbidden");
    expect((await read(entries, "/", neighbour)).json.items).toEqual([]);
    const id = (((await read(entries)).json.items as { id: string }[])[0] ?? { id: "" }).id;
    expect((await read(entry, "/", neighbour, { entry: id })).json.code).toBe("not_found");
    expect((await read(entry, "/", manager, { entry: id })).json).toMatchObject({ id, journal: "VT", year: 2026 });
  });
});

describe("a payment by the API", () => {
  test("settles what it pays exactly, is made once for one key, and is taken back once", async () => {
    const headers = { "Idempotency-Key": newId() };
    const made = await pay({ structureId: gue, amountCents: 10_000 }, { headers });
    expect([made.status, made.json.journal, made.json.label]).toEqual([201, "BQ", expect.stringContaining("Gué")]);
    expect(
      linesOf(made).map(({ account: of, amount, letter }) => [of.number, amount.amountCents, letter !== null]),
    ).toEqual([
      ["512", 10_000, false],
      ["411", -10_000, true],
    ]);
    const again = await pay({ structureId: gue, amountCents: 10_000 }, { headers });
    expect([again.json.id, again.response.headers.get("Idempotent-Replayed")]).toEqual([made.json.id, "true"]);
    const params = { entry: String(made.json.id) };
    const asked = { ...posting("/", { reason: "Chèque sans provision" }), token: manager, params };
    const back = await askApi(reversal, asked);
    expect(back.json).toMatchObject({ reverses: { id: made.json.id }, reason: "Chèque sans provision" });
    expect((await askApi(reversal, asked)).json.code).toBe("entry_reversed");
  });

  test("says which field is wrong, refuses a day to come and a structure of elsewhere", async () => {
    const wrong = await pay({ amountCents: 1, reference: " | " });
    expect((wrong.json.errors as { field: string }[]).map(({ field }) => field).sort()).toEqual([
      "reference",
      "structureId",
    ]);
    expect((await pay({ structureId: gue, amountCents: 1, day: "2999-01-01" })).json.code).toBe("day_to_come");
    expect((await pay({ structureId: world.structures.radeau.id, amountCents: 1 })).json.code).toBe("not_found");
    expect((await pay({ structureId: gue, amountCents: 1 }, { token: treasurer })).json.code).toBe("forbidden");
  });
});

describe("letters by the API", () => {
  test("are given to lines that make zero, and taken off", async () => {
    const tablee = world.structures.tablee.id;
    const paid = await pay({ structureId: tablee, amountCents: 4_000 });
    const rest = await pay({ structureId: tablee, amountCents: 1_000, reference: "VIR 2" });
    const due = (await read(entries, "/?q=2026-02")).json.items as { id: string }[];
    const lines = [due[0]?.id, paid.json.id, rest.json.id].map((entryId) => ({ entryId, line: 2 }));
    const letter = (some: object[]) => askApi(letterings, { ...posting("/", { lines: some }), token: manager });
    // Grappe has seen by itself that both together pay it; taken off, they are lettered by hand.
    const given = linesOf(await read(entry, "/", manager, { entry: String(rest.json.id) }))[1]?.letter?.id;
    expect((await letter(lines)).json.code).toBe("lettered_once");
    const undo = () => askApi(lettering, { method: "DELETE", token: manager, params: { lettering: given ?? "" } });
    expect((await undo()).json).toEqual({ id: given, ended: true });
    expect((await undo()).status).toBe(404);
    expect((await letter(lines.slice(0, 2))).json.code).toBe("letter_settles");
    const made = await letter(lines);
    expect([made.status, typeof made.json.code]).toEqual([201, "string"]);
    const params = { structure: tablee };
    expect((await askApi(automatic, { ...posting("/", {}), token: manager, params })).json).toEqual({ letters: 0 });
    const own = await read(account, "/?firstMonth=2026-01&lastMonth=2026-12", manager, params);
    expect([own.json.count, own.json.closing]).toEqual([3, { amountCents: 0, currency: "EUR" }]);
    expect((own.json.items as { letter: { id: string } | null }[]).map((line) => line.letter?.id)).toEqual(
      Array<unknown>(3).fill(made.json.id),
    );
  });
});

describe("accounts by the API", () => {
  test("a member reads its own, and nobody else's", async () => {
    const own = await read(account, "/?firstMonth=2026-01&lastMonth=2026-12", treasurer, { structure: gue });
    expect(own.json).toMatchObject({ structure: { id: gue }, balances: [{ number: "411", role: "members" }] });
    const other = { structure: world.structures.tablee.id };
    expect((await read(account, "/", treasurer, other)).json.code).toBe("forbidden");
    expect((await read(account, "/", neighbour, other)).json.code).toBe("not_found");
  });

  test("make zero together, whole and by structure, and the sums are those of their lines", async () => {
    const months = "firstMonth=2026-01&lastMonth=2026-12";
    type Row = { account: { id: string; number: string }; after: { amountCents: number } };
    const rows = (await read(balances, `/?${months}`)).json.items as Row[];
    const apart = (await read(balances, `/?${months}&byStructure=true`)).json.items as Row[];
    const sum = (some: Row[]) => some.reduce((all, { after }) => all + after.amountCents, 0);
    expect([sum(rows), sum(apart)]).toEqual([0, 0]);
    expect(apart.filter(({ account: of }) => of.number === "411")).toHaveLength(2);
    const bank = rows.find(({ account: of }) => of.number === "512");
    const lines = await read(accountLines, `/?${months}`, manager, { account: bank?.account.id ?? "" });
    expect(lines.json.closing).toEqual(bank?.after);
  });

  test("are added once, and stand for what they fit", async () => {
    const add = (body: object) => askApi(accounts, { ...posting("/", body), token: manager });
    const made = await add({ number: "512100", label: "Deuxième banque" });
    expect([made.status, made.json.structures, made.json.used]).toEqual([201, "none", false]);
    expect((await add({ number: "512100", label: "Encore" })).json.code).toBe("account_exists");
    expect((await add({ number: "9", label: "Hors plan" })).json.code).toBe("invalid_input");
    const put = (body: object) => askApi(roles, { ...posting("/", body), method: "PUT", token: manager });
    expect((await put({ roles: { members: made.json.id } })).json).toMatchObject({
      code: "account_does_not_fit",
      role: "members",
    });
    expect((await put({ roles: { bank: newId() } })).json.code).toBe("not_found");
    const before = (await read(accounts)).json.roles as Record<string, string>;
    const kept = await put({ siren: "123456789" });
    expect(kept.json).toEqual({ roles: before, siren: "123456789" });
  });
});

test("the books are checked when it is asked, in the background, and the last check is told", async () => {
  expect((await read(check)).json.last).toBeNull();
  const asked = await askApi(check, { ...posting("/", {}), token: manager });
  expect(asked.json).toMatchObject({ last: null, run: { state: "running" } });
  await tasks["check-ledger"]({ poleId: world.poles.orme.id });
  expect((await read(check)).json).toMatchObject({
    last: { faults: 0, byNight: false },
    run: { state: "done" },
    parked: { everything: false, poolIds: [] },
  });
});

describe("files of the journal", () => {
  const download = async (route: (args: LoaderFunctionArgs) => Promise<unknown>, path: string, token: string) => {
    const context: AppLoadContext = {
      requestId: REQUEST_ID,
      nonce: "",
      clientAddress: "127.0.0.1",
      log: pino({ level: "silent" }),
    };
    const headers = { Authorization: `Bearer ${token}` };
    const request = new Request(`https://grappe.example${path}`, { headers });
    const answer = await route({ request, context, params: { pole: world.poles.orme.slug } } as never).catch(
      (refusal: unknown) => refusal,
    );
    return answer as Response & { init?: { status: number } };
  };

  test("are named by the API, and given to its token; not to one that is held to something else", async () => {
    const { json } = await read(files);
    const items = json.items as { kind: string; path: string; year: number }[];
    expect(items.map(({ kind }) => kind)).toEqual(["csv", "hledger", "fec"]);
    const path = (kind: string) => items.find((one) => one.kind === kind)?.path ?? "";
    const bytes = new Uint8Array(await (await download(fec, path("fec"), manager)).arrayBuffer());
    expect(checkFec(bytes)).toMatchObject({ problems: [] });
    expect(await (await download(journalCsv, path("csv"), manager)).text()).toContain("Quotes-parts de février");
    const held = await issueApiToken({
      email: world.people.managerAtGue.email,
      structureSlug: "gue",
      scopes: ["costs"],
    });
    expect((await download(fec, path("fec"), held)).init?.status).toBe(404);
    expect((await download(fec, path("fec"), neighbour)).init?.status).toBe(404);
  });
});
