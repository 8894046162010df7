import { pino } from "pino";
import { afterAll, beforeAll, expect, test } from "vitest";
import { loader as approval } from "../../app/routes/api/costs-charge-approval";
import { loader as correction } from "../../app/routes/api/costs-charge-correction";
import { loader as charges } from "../../app/routes/api/costs-charges";
import { loader as decision } from "../../app/routes/api/costs-dispute-decision";
import { loader as disputes } from "../../app/routes/api/costs-disputes";
import { loader as manifest } from "../../app/routes/api/costs-manifest";
import { loader as overview } from "../../app/routes/api/costs-month";
import { loader as months } from "../../app/routes/api/costs-months";
import { loader as netting } from "../../app/routes/api/costs-netting";
import { loader as pool } from "../../app/routes/api/costs-pool";
import { loader as pools } from "../../app/routes/api/costs-pools";
import { loader as stopped } from "../../app/routes/api/costs-recurring-charge";
import { loader as recurring } from "../../app/routes/api/costs-recurring-charges";
import { loader as statement } from "../../app/routes/api/costs-statement";
import { loader as chargesCsv } from "../../app/routes/costs/charges/list-csv";
import { chargeImportOf, previewCharges } from "../../server/costs";
import { loader as whatIf } from "../../app/routes/api/costs-what-if";
import { newId } from "../../server/kernel/ids";
import { issueApiToken } from "../../server/poles";
import { askApi, posting, REQUEST_ID } from "../support/api";
import { makePool } from "../support/costs";
import { makeCharge, makeMonth, putToReview } from "../support/statements";
import { openWorld, type World } from "../support/world";

const MONTH = "2026-03";

let world: World;
let manager: string;
let treasurer: string;
let poolId: string;
beforeAll(async () => {
  world = await openWorld();
  const of = (email: string, structureSlug: string) => issueApiToken({ email, structureSlug });
  manager = await of(world.people.managerAtGue.email, "gue");
  treasurer = await of(world.people.treasurer.email, "gue");
  poolId = (await makePool(world)).id;
  const periodId = await makeMonth(world, MONTH);
  await makeCharge(world, { periodId, poolId, cents: 120_001 });
  // Written behind the product's back, with a number: those that it gives come after.
  await world.owner`insert into charge_numbers ${world.owner({ pole_id: world.poles.orme.id, year: 2026, last: 900 })}`;
  await putToReview(world, periodId, { structures: ["gue", "tablee"], until: new Date(Date.now() + 86_400_000) });
}, 60_000);
afterAll(() => world.close());

type Line = {
  share: { amountCents: number };
  allocations: { shares: { share: { amountCents: number } }[] }[];
  disputes: { id: string; state: string }[];
};

test("a statement tells every share of the pool it explains, and they make its cost; another's is not found", async () => {
  const { json } = await askApi(statement, { path: `/?month=${MONTH}`, token: treasurer });
  const [line] = json.lines as Line[];
  const shares = line?.allocations.flatMap((one) => one.shares.map(({ share }) => share.amountCents)) ?? [];
  expect(shares.reduce((all, cents) => all + cents, 0)).toBe(120_001);
  expect(json).toMatchObject({ month: MONTH, state: "review", net: line?.share });
  const other = await askApi(statement, {
    path: `/?month=${MONTH}&structureId=${world.structures.tablee.id}`,
    token: treasurer,
  });
  expect(other.json.code).toBe("not_found");
});

test("a share is disputed once, and decided by the manager alone", async () => {
  const body = { month: MONTH, poolId, cents: 1000, reason: "Nous étions fermés." };
  const filed = await askApi(disputes, { ...posting("/", body), token: treasurer });
  const [line] = filed.json.lines as Line[];
  expect([filed.status, line?.disputes.map(({ state }) => state)]).toEqual([201, ["filed"]]);
  const again = await askApi(disputes, { ...posting("/", body), token: treasurer });
  expect([again.status, again.json.code]).toEqual([409, "already_disputed"]);
  const params = { dispute: line?.disputes[0]?.id ?? "" };
  const words = { grantedCents: 1000, words: "C'est juste." };
  expect((await askApi(decision, { ...posting("/", words), token: treasurer, params })).status).toBe(403);
  expect(
    (await askApi(decision, { ...posting("/", { ...words, grantedCents: 2000 }), token: manager, params })).json.code,
  ).toBe("granted_out_of_range");
  expect((await askApi(decision, { ...posting("/", words), token: manager, params })).json).toMatchObject({
    decided: true,
  });
});

test("a charge is entered, approved and corrected; what is refused says which field", async () => {
  const body = { poolId, supplier: "Éclat", label: "Ménage", amountCents: 5000, documentOn: "2026-04-10" };
  const made = await askApi(charges, { ...posting("/", body), token: manager });
  expect(made.json).toMatchObject({ state: "submitted", amount: { amountCents: 5000 }, servedFrom: "2026-04-01" });
  const params = { charge: String(made.json.id) };
  const stale = { version: Number(made.json.version) + 1 };
  expect((await askApi(approval, { ...posting("/", stale), token: manager, params })).json.reason).toBe(
    "changed_meanwhile",
  );
  const approved = await askApi(approval, { method: "POST", token: manager, params });
  expect(approved.json).toMatchObject({ state: "approved", month: "2026-04" });
  const right = await askApi(correction, {
    ...posting("/", { rightCents: 4000, reason: "Erreur" }),
    token: manager,
    params,
  });
  expect(right.json).toMatchObject({ amount: { amountCents: -1000 }, state: "approved" });
  const wrong = await askApi(charges, {
    ...posting("/", { ...body, servedFrom: "2026-05-01", servedUntil: "2026-04-01" }),
    token: manager,
  });
  expect([wrong.status, wrong.json.reason, wrong.json.field]).toEqual([422, "served_reversed", "servedUntil"]);
  expect((await askApi(charges, { path: "/?state=approved", token: manager })).json.items).toHaveLength(3);
  expect((await askApi(charges, { ...posting("/", body), token: treasurer })).status).toBe(403);
});

test("the list of charges as a file is read with the same token, and read back: every line is known again, corrections too", async () => {
  const formula = { poolId, supplier: "=SOMME(A1), le Gué", label: "-10 % ; remise", amountCents: 1_234_56 };
  await askApi(charges, { ...posting("/", { ...formula, documentOn: "2026-04-12" }), token: manager });
  const context = { requestId: REQUEST_ID, nonce: "", clientAddress: "127.0.0.1", log: pino({ level: "silent" }) };
  const request = new Request("https://grappe.example/comptes/charges.csv", {
    headers: { Authorization: `Bearer ${manager}` },
  });
  const file = await chargesCsv({ request, context, params: { pole: world.poles.orme.slug } } as never);
  const bytes = Buffer.from(await (file as Response).arrayBuffer());
  expect(bytes.toString()).toContain('"\'=SOMME(A1), le Gué"');
  expect(bytes.toString()).toContain(";1234,56;");
  const read = await previewCharges(world.actors.manager, { name: "charges.csv", bytes });
  const preview = await chargeImportOf(world.actors.manager, read.ok ? read.value : "");
  expect(preview.counts).toMatchObject({ error: 0, create: 0, same: preview.lines.length });
});

test("a month says what it lacks and who disputes; its manifest comes with its closing; the direct plan settles all", async () => {
  const seen = await askApi(overview, { path: `/?month=${MONTH}`, token: manager });
  const checks = seen.json.checks as { code: string; ok: boolean; blocks: boolean }[];
  expect(checks.find(({ code }) => code === "bank")).toMatchObject({ ok: true, blocks: true });
  expect(seen.json).toMatchObject({ state: "review", disputes: [{ amount: { amountCents: 1000 }, state: "upheld" }] });
  expect((await askApi(overview, { path: `/?month=${MONTH}`, token: treasurer })).json.code).toBe("forbidden");
  expect((await askApi(manifest, { path: `/?month=${MONTH}`, token: manager })).json).toMatchObject({
    ...{ state: "review", manifest: null, sha256: null },
  });
  const { json } = await askApi(netting, { path: `/?month=${MONTH}`, token: manager });
  const plan = json.plan as { direct: { from: string | null; to: string | null; amount: { amountCents: number } }[] };
  const members = json.members as { structure: { id: string }; net: { amountCents: number } }[];
  for (const { structure, net } of members) {
    const paid = plan.direct.reduce(
      (all, { from, to, amount }) =>
        all + (from === structure.id ? amount.amountCents : 0) - (to === structure.id ? amount.amountCents : 0),
      0,
    );
    expect(paid).toBe(net.amountCents);
  }
});

test("a month is tried otherwise without anything being written, among what is the pôle's", async () => {
  const gue = world.structures.gue.id;
  const asked = { firstMonth: MONTH, lastMonth: MONTH };
  const send = (body: object, token = manager) => askApi(whatIf, { ...posting("/", body), token });
  const weights = { type: "weights", weights: { [gue]: 1 } };
  const { json } = await send({ ...asked, key: { poolId, definition: weights } });
  const own = (json.members as { id: string; then: object }[]).find(({ id }) => id === gue);
  // All of it is the Gué's, but for what its dispute was granted.
  expect(own?.then).toMatchObject({ amountCents: 120_001 - 1000 });
  const more = await send({ ...asked, joins: { like: gue }, leaves: { id: world.structures.tablee.id } });
  expect(more.json.newcomer).toMatchObject({ amountCents: 60_000 });
  expect((await send({ ...asked, leaves: { id: newId() } })).json.code).toBe("not_found");
  expect((await send({ ...asked, refusedFundingId: newId() })).json.code).toBe("not_found");
  expect((await send({ ...asked, lastMonth: "2020-01" })).json.code).toBe("invalid_input");
  expect((await send(asked, treasurer)).json.code).toBe("forbidden");
});

test("a charge comes again until its end, once for one key, and no more once it is stopped", async () => {
  const body = { poolId, supplier: "SCI", label: "Loyer", amountCents: 900, everyMonths: 1 };
  const days = { startsOn: "2026-05-01", endsOn: "2026-06-30" };
  const headers = { "Idempotency-Key": newId() };
  const add = () => askApi(recurring, { ...posting("/", { ...body, ...days }, headers), token: manager });
  const made = await add();
  expect([made.status, (await add()).json.id]).toEqual([201, made.json.id]);
  expect((await askApi(recurring, { token: manager })).json.items).toMatchObject([
    { id: made.json.id, stopped: false },
  ]);
  const params = { recurring: String(made.json.id) };
  expect((await askApi(stopped, { method: "DELETE", token: manager, params })).json.ended).toBe(true);
  expect((await askApi(recurring, { token: manager })).json.items).toMatchObject([{ stopped: true, nextOn: null }]);
  const wrong = { ...body, startsOn: "2026-06-01", endsOn: "2026-05-01" };
  expect((await askApi(recurring, { ...posting("/", wrong), token: manager })).json.code).toBe("invalid_input");
});

test("pools, months and what each pays are read, a member its own line alone", async () => {
  expect((await askApi(pools, { token: treasurer })).json.items).toMatchObject([
    { id: poolId, key: { type: "equal" } },
  ]);
  expect((await askApi(pool, { token: treasurer, params: { pool: poolId } })).json.keys).toHaveLength(1);
  expect((await askApi(pool, { token: treasurer, params: { pool: newId() } })).status).toBe(404);
  expect((await askApi(months, { token: manager })).json.items).toContainEqual(
    expect.objectContaining({ month: MONTH, state: "review" }),
  );
  const own = await askApi(netting, { path: `/?month=${MONTH}`, token: treasurer });
  expect([own.json.pole, (own.json.members as unknown[]).length]).toEqual([null, 1]);
});
