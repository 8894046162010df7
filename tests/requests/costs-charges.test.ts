import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { paths } from "../../app/paths";
import { inTransaction } from "../../db/transaction";
import {
  addProofs,
  addRecurring,
  approveCharges,
  approvedCharges,
  chargeOf,
  chargesOf,
  correctCharge,
  editCharge,
  enterCharge,
  recurringOf,
  refuseCharge,
  removeCharge,
  removeProof,
  sayWithoutProof,
  stopRecurring,
  tasks,
  type ChargeIn,
} from "../../server/costs";
import type { Actor } from "../../server/kernel/actor";
import { newId } from "../../server/kernel/ids";
import { addDays, addMonths, localDateOf, startOfMonth } from "../../server/kernel/time";
import { tasks as mailTasks } from "../../server/notifications";
import { makePool } from "../support/costs";
import { plain } from "../support/page-form";
import { startServer, type TestServer } from "../support/server";
import { signedIn, type Visitor } from "../support/visitor";
import { openWorld, type World } from "../support/world";

// What the pôle spends: who may say it, who approves it, and that it then counts once, and never changes.

const POLE = "val-d-orme";
let world: World;
let server: TestServer;
let pool: string;
let manager: Visitor;
let employee: Visitor;
beforeAll(async () => {
  world = await openWorld();
  server = await startServer();
  pool = (await makePool(world, { name: "Bâtiment" })).id;
  manager = await signedIn(server, world.people.manager.email);
  employee = await signedIn(server, world.people.employee.email);
}, 120_000);
afterAll(async () => {
  await server.stop();
  await world.close();
});

const JPEG = Buffer.from("\xff\xd8\xff\xe0\0\x10JFIF photo", "latin1");
const rent: Omit<ChargeIn, "poolId"> = {
  supplier: "SCI de la Filature",
  label: "Loyer",
  amountCents: 125_000,
  account: "6132",
  documentOn: "2026-03-02",
};
const charge = (more: Partial<ChargeIn> = {}): ChargeIn => ({ poolId: pool, ...rent, ...more });

async function entered(actor: Actor, input: ChargeIn, as: "pole" | "advance" = "pole"): Promise<string> {
  const outcome = await enterCharge(actor, input, as);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return outcome.value;
}

async function approved(input: ChargeIn = charge()): Promise<string> {
  const id = await entered(world.actors.manager, input);
  const outcome = await approveCharges(world.actors.manager, [id]);
  if (!outcome.ok) throw new Error(outcome.problem.code);
  return id;
}

/** The lines of a charge in the books, as "account:structure:cents". */
async function booked(id: string): Promise<string[]> {
  const rows = await world.owner<{ line: string }[]>`
    select a.number || ':' || coalesce(s.slug, '') || ':' || p.cents as line
      from entries e join postings p on p.entry_id = e.id join accounts a on a.id = p.account_id
      left join structures s on s.id = p.structure_id
     where e.source_kind = 'charge' and e.source_id = ${id} order by p.line`;
  return rows.map(({ line }) => line);
}

function formOf(fields: Record<string, string>, files: [name: string, bytes: Uint8Array][] = []): FormData {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.append(name, value);
  for (const [name, bytes] of files) form.append("proofs", new File([new Uint8Array(bytes)], name));
  return form;
}

/** Sets how far a month is, as closing does. */
async function setMonth(month: string, state: "review" | "locked"): Promise<void> {
  await world.owner`
    insert into periods (id, pole_id, starts_on, ends_on)
      values (${newId()}, ${world.poles.orme.id}, ${month}, (${month}::date + interval '1 month' - interval '1 day')::date)
      on conflict (pole_id, starts_on) do nothing`;
  for (const step of state === "locked" ? ["review", "locked"] : [state])
    await world.owner`update periods set state = ${step} where pole_id = ${world.poles.orme.id} and starts_on = ${month}`;
}

describe("a charge of the pôle", () => {
  it("is entered on its page by who keeps the books, and says what is wrong beside each field", async () => {
    const wrong = await manager.post(
      paths.addCharge(POLE),
      formOf({ pool, supplier: "", label: "Loyer", amount: "12,345", documentOn: "2026-02-31", servedFrom: "demain" }),
    );
    expect(wrong.status).toBe(422);
    const page = plain(await wrong.text());
    for (const said of ["Ce champ est à remplir", "Ce montant ne se lit pas", "Cette date n'existe pas"])
      expect(page).toContain(said);
    // What was typed is kept.
    expect(page).toContain('value="12,345"');
    // Four years ahead of its document is a slip of the year.
    const far = { pool, supplier: "Enercoop", label: "Loyer", amount: "12", documentOn: "2026-02-11" };
    const later = await manager.post(paths.addCharge(POLE), formOf({ ...far, servedFrom: "2030-02-01" }));
    expect(later.status).toBe(422);
    expect(plain(await later.text())).toContain("Le service commence plus d'un an après la date du document");

    const id = newId();
    const fields = {
      id,
      pool,
      supplier: "Enercoop",
      label: "Électricité",
      amount: "1 182,40 €",
      documentOn: "2026-02-11",
    };
    const sent = () =>
      manager.post(paths.addCharge(POLE), formOf({ ...fields, account: "6061", intent: "submit" }, [["f.jpg", JPEG]]));
    expect((await sent()).headers.get("location")).toBe(paths.charge(POLE, id));
    // Sent twice, it is one.
    await sent();
    const seen = await chargeOf(world.actors.manager, id);
    expect(seen).toMatchObject({
      state: "submitted",
      amountCents: 118_240,
      account: "6061",
      paidBy: null,
      structureId: null,
    });
    // Without a word about service: the whole month of the document.
    expect(seen).toMatchObject({ servedFrom: "2026-02-01", servedUntil: "2026-02-28" });
    expect(seen.proofs).toMatchObject([{ name: "f.jpg", type: "image/jpeg" }]);
    // A browser without a calendar sends the day as it is typed.
    const typed = formOf({ ...fields, id: newId(), label: "É".repeat(161), documentOn: "11/02/2026" });
    const long = plain(await (await manager.post(paths.addCharge(POLE), typed)).text());
    expect(long).toContain("C'est trop long : 160 signes au plus");
    expect(long).not.toContain("Cette date n'existe pas");
    expect(plain(await manager.read(paths.charges(POLE)))).toContain("1 182,40 €");
  });

  it("is entered, approved, refused, corrected and listed by nobody else", async () => {
    const id = await entered(world.actors.manager, charge());
    for (const key of ["employee", "treasurer", "administrator", "observer"] as const) {
      const actor = world.actors[key];
      await expect(enterCharge(actor, charge())).rejects.toMatchObject({ status: 403 });
      await expect(approveCharges(actor, [id])).rejects.toMatchObject({ status: 403 });
      await expect(refuseCharge(actor, id, "Non")).rejects.toMatchObject({ status: 403 });
      await expect(correctCharge(actor, id, { rightCents: null, reason: "x" })).rejects.toMatchObject({ status: 403 });
      await expect(chargesOf(actor, {}, { limit: 1 })).rejects.toMatchObject({ status: 403 });
      // What is not approved is nobody else's.
      await expect(chargeOf(actor, id)).rejects.toMatchObject({ status: 404 });
      await expect(editCharge(actor, id, charge())).rejects.toMatchObject({ status: 404 });
      await expect(removeCharge(actor, id)).rejects.toMatchObject({ status: 404 });
    }
    const other = world.actors.neighbour;
    await expect(chargeOf(other, id)).rejects.toMatchObject({ status: 404 });
    await expect(approveCharges(other, [id])).rejects.toMatchObject({ status: 404 });
    await expect(enterCharge(other, charge())).rejects.toMatchObject({ status: 404 });
  });

  it("once approved has its number, its month and its entry, and explains shares to members without saying who advanced it", async () => {
    const id = await approved(charge({ paidBy: world.structures.gue.id }));
    const seen = await chargeOf(world.actors.manager, id);
    expect(seen.number).toMatch(/^CH-2026-\d{4}$/);
    expect(seen.postedIn).toBe("2026-03-01");
    expect(await booked(id)).toEqual(["6132::125000", "467:gue:-125000"]);
    expect(await chargeOf(world.actors.treasurer, id)).toMatchObject({ payerName: "Les Jardins du Gué" });
    expect(await chargeOf(world.actors.owner, id)).toMatchObject({ paidBy: null, payerName: null, personName: null });
    // Employees see what their structure advanced, no statement.
    await expect(chargeOf(world.actors.partner, id)).rejects.toMatchObject({ status: 404 });
  });

  it("is mirrored in the books when it is a credit, and no expense where the pôle collects for another", async () => {
    expect(await booked(await approved(charge({ amountCents: -4_000 })))).toEqual(["6132::-4000", "401::4000"]);
    const agent = (await makePool(world, { name: "Pour autrui", actsAs: "agent" })).id;
    expect(await booked(await approved(charge({ poolId: agent })))).toEqual(["467::125000", "401::-125000"]);
  });

  it("approved twice at once, and many at once, gives one number and one entry each, without gap", async () => {
    const ids: string[] = [];
    for (let index = 0; index < 6; index += 1)
      ids.push(await entered(world.actors.manager, charge({ documentOn: "2025-05-10", label: `Facture ${index}` })));
    const outcomes = await Promise.all([
      approveCharges(world.actors.manager, ids),
      approveCharges(world.actors.manager, ids.toReversed()),
      ...ids.map((id) => approveCharges(world.actors.managerAtGue, [id])),
    ]);
    expect(outcomes.every(({ ok }) => ok)).toBe(true);
    const rows = await world.owner<{ number: string; entries: number }[]>`
      select c.number, (select count(*)::int from entries e where e.source_id = c.id) as entries
        from charges c where c.id = any(${ids}) order by c.number`;
    expect(rows.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6].map((one) => `CH-2025-000${one}`));
    expect(rows.every(({ entries }) => entries === 1)).toBe(true);
  });

  it("is approved from the list, several at once, all or none", async () => {
    const [one, two] = [await entered(world.actors.manager, charge()), await entered(world.actors.manager, charge())];
    const draft = await entered(world.actors.manager, charge({ draft: true }));
    const send = (...ids: string[]) => {
      const form = new FormData();
      for (const id of ids) {
        form.append("charge", id);
        form.append(`version-${id}`, "1");
      }
      return manager.post(paths.charges(POLE, { etat: "submitted" }), form);
    };
    expect((await send()).status).toBe(422);
    expect((await send(one, draft)).status).toBe(422);
    expect((await chargeOf(world.actors.manager, one)).state).toBe("submitted");
    expect((await send(one, two)).status).toBe(302);
    for (const id of [one, two]) expect((await chargeOf(world.actors.manager, id)).state).toBe("approved");
  });

  it("changes no more once it is approved, even for whoever asks the database", async () => {
    const id = await approved();
    const refusal = { ok: false, problem: { code: "charge_settled" } };
    expect(await editCharge(world.actors.manager, id, charge({ amountCents: 1 }))).toMatchObject(refusal);
    expect(await removeCharge(world.actors.manager, id)).toMatchObject(refusal);
    expect(await refuseCharge(world.actors.manager, id, "Trop tard")).toMatchObject(refusal);
    const asApplication = (statement: "update" | "delete") =>
      inTransaction(world.actors.manager, async (tx) => {
        if (statement === "delete") await tx.deleteFrom("charges").where("id", "=", id).execute();
        else await tx.updateTable("charges").set({ amountCents: 1 }).where("id", "=", id).execute();
      });
    await expect(asApplication("update")).rejects.toMatchObject({ constraint_name: "charge_is_approved" });
    await expect(asApplication("delete")).rejects.toMatchObject({ constraint_name: "charge_is_approved" });
    // Its proof may still come, and stays.
    expect(
      await addProofs(world.actors.manager, id, [{ name: "loyer.pdf", bytes: Buffer.from("%PDF-1.7") }]),
    ).toMatchObject({ ok: true });
    const withdrawn = inTransaction(world.actors.manager, (tx) =>
      tx.deleteFrom("chargeProofs").where("chargeId", "=", id).execute(),
    );
    await expect(withdrawn).rejects.toMatchObject({ constraint_name: "charge_is_approved" });
    expect(await sayWithoutProof(world.actors.manager, await approved(), "Ticket perdu")).toMatchObject({ ok: true });
  });

  it("written over by two persons keeps the first, and says so to the second", async () => {
    const id = await entered(world.actors.manager, charge());
    expect(await editCharge(world.actors.manager, id, { ...charge({ label: "Premier" }), version: 1 })).toMatchObject({
      ok: true,
    });
    expect(
      await editCharge(world.actors.managerAtGue, id, { ...charge({ label: "Second" }), version: 1 }),
    ).toMatchObject({
      ok: false,
      problem: { code: "changed_meanwhile" },
    });
    expect((await chargeOf(world.actors.manager, id)).label).toBe("Premier");
  });

  it("of a loan of staff is a salary, social charges or expenses, and nothing else", async () => {
    const lent = newId();
    await world.owner`insert into cost_pools ${world.owner({ id: lent, pole_id: world.poles.orme.id, name: "Comptable partagée", kind: "animation", legal_mode: "staff_loan", agreement: "Convention du 3 janvier", agreed_on: "2026-01-03" })}`;
    expect(await enterCharge(world.actors.manager, charge({ poolId: lent }))).toMatchObject({
      ok: false,
      problem: { field: "nature", code: "staff_nature" },
    });
    expect(await booked(await approved(charge({ poolId: lent, nature: "salary", account: "641" })))).toHaveLength(2);
  });
});

describe("a document that comes late", () => {
  it("goes to the first month that takes it, keeps its days of service, and its page says so", async () => {
    await setMonth("2024-06-01", "locked");
    await setMonth("2024-07-01", "review");
    const id = await entered(world.actors.manager, charge({ documentOn: "2024-06-12", label: "Facture oubliée" }));
    expect(plain(await manager.read(paths.charge(POLE, id)))).toContain("Juin 2024 ne reçoit plus de charge");
    expect((await manager.post(paths.charge(POLE, id), { intent: "approve", version: "1" })).status).toBe(302);
    expect(await chargeOf(world.actors.manager, id)).toMatchObject({
      postedIn: "2024-07-01",
      servedFrom: "2024-06-01",
      servedUntil: "2024-06-30",
      late: true,
    });
    expect(plain(await manager.read(paths.charge(POLE, id)))).toContain("inscrite en juillet 2024");
    const [entry] = await world.owner<{ date: string; piece: string }[]>`
      select date::text, piece_date::text as piece from entries where source_id = ${id}`;
    expect(entry).toEqual({ date: "2024-07-01", piece: "2024-06-12" });
    const [july] = await world.owner<
      { id: string }[]
    >`select id from periods where starts_on = '2024-07-01' and pole_id = ${world.poles.orme.id}`;
    const posted = await inTransaction(world.actors.manager, (tx) => approvedCharges(tx, july!));
    expect(posted).toMatchObject([{ id, amountCents: 125_000, proofMissing: true }]);
    // Straight into the locked month: the database refuses.
    const other = await entered(world.actors.manager, charge());
    const forced = inTransaction(world.actors.manager, (tx) =>
      tx
        .updateTable("charges")
        .set((set) => ({
          state: "approved",
          number: "CH-2024-9999",
          approvedAt: new Date(),
          periodId: set.selectFrom("periods").select("id").where("startsOn", "=", "2024-06-01"),
        }))
        .where("id", "=", other)
        .execute(),
    );
    await expect(forced).rejects.toMatchObject({ constraint_name: "period_takes_charges" });
  });
});

describe("a correction", () => {
  it("is a document of its own that takes off the whole, or the difference, once", async () => {
    const id = await approved(charge({ amountCents: 12_000, servedFrom: "2026-01-01", servedUntil: "2026-03-31" }));
    const made = await correctCharge(world.actors.manager, id, {
      rightCents: 10_200,
      reason: "Consigne comptée deux fois",
    });
    if (!made.ok) throw new Error(made.problem.code);
    expect(await chargeOf(world.actors.manager, made.value.id)).toMatchObject({
      state: "approved",
      amountCents: -1_800,
      servedFrom: "2026-01-01",
      servedUntil: "2026-03-31",
      corrects: { id },
    });
    expect(await booked(made.value.id)).toEqual(["6132::-1800", "401::1800"]);
    // Two who take off the whole at once take it off once.
    const both = await Promise.all(
      [1, 2].map(() => correctCharge(world.actors.manager, id, { rightCents: null, reason: "Facture d'un autre" })),
    );
    expect(both.map(({ ok }) => ok).toSorted()).toEqual([false, true]);
    const corrections = (await chargeOf(world.actors.manager, id)).corrections;
    expect(corrections.map(({ amountCents }) => amountCents).toSorted((a, b) => a - b)).toEqual([-10_200, -1_800]);
    expect(await correctCharge(world.actors.manager, made.value.id, { rightCents: null, reason: "x" })).toMatchObject({
      problem: { code: "correction_of_correction" },
    });
  });

  it("is of the charge it corrects: the id of another that waits approves nothing", async () => {
    const [id, other] = [await approved(), await entered(world.actors.manager, charge())];
    await expect(
      correctCharge(world.actors.manager, id, { id: other, rightCents: null, reason: "x" }),
    ).rejects.toMatchObject({ status: 404 });
    expect((await chargeOf(world.actors.manager, other)).state).toBe("submitted");
  });

  it("is asked for on a page, which opens the form of the right one filled in", async () => {
    const id = await approved(charge({ label: "Mauvais poste" }));
    const send = (fields: Record<string, string>) => manager.post(paths.correctCharge(POLE, id), fields);
    expect(plain(await (await send({ how: "amount", right: "", reason: "" })).text())).toContain(
      "Ce champ est à remplir",
    );
    const sent = await send({ how: "again", reason: "Mauvais poste", id: newId() });
    expect(sent.headers.get("location")).toBe(paths.addCharge(POLE, { modele: id }));
    const page = plain(await manager.read(paths.addCharge(POLE, { modele: id })));
    expect(page).toContain("qui est annulée");
    expect(page).toContain('value="Mauvais poste"');
  });
});

describe("an advance", () => {
  const fields = { supplier: "Quincaillerie", label: "Ampoules", amount: "23,80", documentOn: "2026-04-03" };

  it("begins with no pool chosen where there are several: it would go to the wrong one unseen", async () => {
    const other = await makePool(world, { name: "Second poste" });
    const page = plain(await employee.read(paths.declareAdvance(POLE)));
    expect(page).toMatch(/<select[^>]*name="pool"[^>]*><option value=""( selected="")?>Choisissez…/);
    const fields = { pool: "", supplier: "Total", label: "Essence", amount: "40", documentOn: "2026-02-11" };
    const sent = await employee.post(paths.declareAdvance(POLE), formOf(fields, [["t.jpg", JPEG]]));
    expect(sent.status).toBe(422);
    expect(plain(await sent.text())).toContain("Choisissez un poste");
    await world.owner`update cost_pools set archived_at = now() where id = ${other.id}`;
  });

  it("is declared with a photograph by somebody of the structure, for it alone", async () => {
    const id = newId();
    const without = await employee.post(paths.declareAdvance(POLE), formOf({ ...fields, id, pool, intent: "submit" }));
    expect(without.status).toBe(422);
    expect(plain(await without.text())).toContain("Joignez une photo du ticket");
    const paidBy = world.structures.tablee.id;
    const sent = await employee.post(
      paths.declareAdvance(POLE),
      formOf({ ...fields, id, pool, paidBy, intent: "submit" }, [["IMG_2041.jpg", JPEG]]),
    );
    expect(sent.headers.get("location")).toBe(paths.charge(POLE, id));
    const seen = await chargeOf(world.actors.employee, id);
    expect(seen).toMatchObject({ state: "submitted", payerName: "Les Jardins du Gué", amountCents: 2_380 });
    expect(plain(await employee.read(paths.advances(POLE)))).toContain("Ampoules");
    // Their colleagues see it, nobody of another structure does.
    expect(await chargeOf(world.actors.colleague, id)).toMatchObject({ label: "Ampoules" });
    await expect(chargeOf(world.actors.owner, id)).rejects.toMatchObject({ status: 404 });
    await expect(editCharge(world.actors.owner, id, charge())).rejects.toMatchObject({ status: 404 });
    // At the database too, nobody declares for another, nor approves.
    const forged = (values: object) =>
      inTransaction(world.actors.employee, (tx) =>
        tx
          .insertInto("charges")
          .values({
            ...{
              id: newId(),
              poleId: world.poles.orme.id,
              poolId: pool,
              supplier: "x",
              label: "x",
              amountCents: 1,
              account: "606",
            },
            ...{
              documentOn: "2026-04-03",
              servedFrom: "2026-04-03",
              servedUntil: "2026-04-03",
              personId: world.people.employee.id,
            },
            structureId: world.structures.gue.id,
            paidBy: world.structures.gue.id,
            ...values,
          })
          .execute(),
      );
    await expect(forged({ paidBy: null })).rejects.toThrow(/row-level security/);
    await expect(forged({ paidBy })).rejects.toThrow(/row-level security/);
    await expect(forged({ structureId: paidBy, paidBy })).rejects.toThrow(/row-level security/);
  });

  it("is refused with a reason, mended, declared again and approved; its author is told each time", async () => {
    const id = await entered(
      world.actors.employee,
      charge({ label: "Ménage", withoutProof: "Ticket perdu" }),
      "advance",
    );
    const silent = await manager.post(paths.charge(POLE, id), { intent: "refuse", reason: " ", version: "1" });
    expect(silent.status).toBe(422);
    await manager.post(paths.charge(POLE, id), { intent: "refuse", reason: "C'est la facture de mars.", version: "1" });
    expect(plain(await employee.read(paths.charge(POLE, id)))).toContain("C'est la facture de mars.");
    const again = await employee.post(
      paths.editCharge(POLE, id),
      formOf({ ...fields, pool, label: "Ménage d'avril", intent: "submit", version: "2" }, [["ticket.jpg", JPEG]]),
    );
    expect(again.status).toBe(302);
    expect(await approveCharges(world.actors.manager, [id])).toMatchObject({ ok: true });
    expect(await booked(id)).toEqual(["6068::2380", "467:gue:-2380"]);
    const told = await world.owner<{ event: string; payload: unknown }[]>`
      select payload ->> 'event' as event, payload from graphile_worker._private_jobs j
        join graphile_worker._private_tasks t on t.id = j.task_id
       where t.identifier = 'charge-email' and payload ->> 'chargeId' = ${id} order by j.id`;
    expect(told.map(({ event }) => event)).toEqual(["refused", "approved"]);
    // The refusal is no longer true when its turn comes: one mail, that it is accepted.
    for (const { payload } of told) await mailTasks["charge-email"](payload);
    const mails = await world.owner<{ subject: string; text: string }[]>`
      select subject, text_body as text from emails where person_id = ${world.people.employee.id} and topic like 'advance-%'`;
    expect(mails.map(({ subject }) => plain(subject))).toEqual(["Avance acceptée : Ménage d'avril, 23,80 €"]);
    expect(plain(mails[0]!.text)).toContain("avril 2026");
    // It counts: nobody changes it any more.
    expect(await editCharge(world.actors.employee, id, charge())).toMatchObject({
      problem: { code: "charge_settled" },
    });
  });

  it("that is refused is told to its author with the reason", async () => {
    const id = await entered(world.actors.colleague, charge({ label: "Bûches", withoutProof: "Perdu" }), "advance");
    await refuseCharge(world.actors.manager, id, "Demandez un double.");
    const [job] = await world.owner<{ payload: unknown }[]>`
      select payload from graphile_worker._private_jobs j where payload ->> 'chargeId' = ${id}`;
    await mailTasks["charge-email"](job!.payload);
    await mailTasks["charge-email"](job!.payload);
    const mails = await world.owner<{ text: string }[]>`
      select text_body as text from emails where person_id = ${world.people.colleague.id} and topic = 'advance-refused'`;
    expect(mails).toHaveLength(1);
    expect(plain(mails[0]!.text)).toContain("Demandez un double.");
    expect(mails[0]!.text).toContain(paths.charge(POLE, id));
  });

  it("is kept as a draft that waits for nobody, and taken away by its own structure alone", async () => {
    const id = await entered(world.actors.employee, charge({ draft: true }), "advance");
    expect(await approveCharges(world.actors.manager, [id])).toMatchObject({ problem: { code: "charge_draft" } });
    await expect(removeCharge(world.actors.manager, id)).rejects.toMatchObject({ status: 403 });
    expect(await removeCharge(world.actors.colleague, id)).toMatchObject({ ok: true });
    await expect(chargeOf(world.actors.employee, id)).rejects.toMatchObject({ status: 404 });
  });
});

describe("what is approved", () => {
  const dear = { label: "Ampoules", amountCents: 2_000, withoutProof: "Perdu" };
  const waiting = () => entered(world.actors.employee, charge(dear), "advance");
  const versionOf = (page: string, name = "version") =>
    new RegExp(`name="${name}" value="(\\d+)"`).exec(page)?.[1] ?? "";

  it("is what was read: an advance changed between the page and the click is refused, shown anew, and posts nothing", async () => {
    const id = await waiting();
    const version = versionOf(await manager.read(paths.charge(POLE, id)));
    await editCharge(world.actors.employee, id, charge({ ...dear, amountCents: 200_000 }));
    const clicked = await manager.post(paths.charge(POLE, id), { intent: "approve", version });
    expect(clicked.status).toBe(422);
    const page = await clicked.text();
    expect(plain(page)).toContain("a été modifiée depuis que vous l'avez lue");
    expect(plain(page)).toContain("2 000,00 €");
    // A form that does not say what it showed approves nothing either.
    expect((await manager.post(paths.charge(POLE, id), { intent: "approve" })).status).toBe(422);
    expect(await chargeOf(world.actors.manager, id)).toMatchObject({ state: "submitted", number: null });
    expect(await booked(id)).toEqual([]);
    // Read again, it is approved.
    const again = await manager.post(paths.charge(POLE, id), { intent: "approve", version: versionOf(page) });
    expect(again.status).toBe(302);
    expect(await booked(id)).toHaveLength(2);
  });

  it("refused is what was read too", async () => {
    const id = await waiting();
    const version = versionOf(await manager.read(paths.charge(POLE, id)));
    await editCharge(world.actors.employee, id, charge({ ...dear, amountCents: 2_100 }));
    const refuse = (seen: string) =>
      manager.post(paths.charge(POLE, id), { intent: "refuse", reason: "Trop cher", version: seen });
    const clicked = await refuse(version);
    expect(clicked.status).toBe(422);
    const page = await clicked.text();
    expect(plain(page)).toContain("a été modifiée depuis que vous l'avez lue");
    // What was typed is kept.
    expect(page).toContain("Trop cher");
    expect((await chargeOf(world.actors.manager, id)).state).toBe("submitted");
    expect((await refuse(versionOf(page))).status).toBe(302);
    expect(await chargeOf(world.actors.manager, id)).toMatchObject({ state: "refused", refusedBecause: "Trop cher" });
  });

  it("as it is entered is what was typed: the id of a charge that waits approves nothing", async () => {
    const other = await waiting();
    const fields = { supplier: "Enercoop", label: "Gaz", amount: "12,00", documentOn: "2026-02-11", intent: "approve" };
    const send = (id: string, more: Record<string, string> = {}) =>
      manager.post(paths.addCharge(POLE), formOf({ id, pool, ...fields, ...more }));
    await send(other);
    expect(await chargeOf(world.actors.manager, other)).toMatchObject({ state: "submitted", label: "Ampoules" });
    // It is entered and approved, or neither; sent twice, it is one.
    const id = newId();
    expect((await send(id, { amount: "0" })).status).toBe(422);
    await expect(chargeOf(world.actors.manager, id)).rejects.toMatchObject({ status: 404 });
    for (const location of [await send(id), await send(id)].map((answer) => answer.headers.get("location")))
      expect(location).toBe(paths.charge(POLE, id));
    expect(await chargeOf(world.actors.manager, id)).toMatchObject({ state: "approved", amountCents: 1_200 });
    expect(await booked(id)).toHaveLength(2);
    expect((await send("1")).status).toBe(422);
  });

  it("from the list is what the list showed, all or none", async () => {
    const [one, two] = [await waiting(), await waiting()];
    const send = async (page: string) => {
      const form = new FormData();
      for (const id of [one, two]) {
        form.append("charge", id);
        form.append(`version-${id}`, versionOf(page, `version-${id}`));
      }
      return manager.post(paths.charges(POLE, { etat: "submitted" }), form);
    };
    const before = await manager.read(paths.charges(POLE, { etat: "submitted" }));
    await editCharge(world.actors.employee, two, charge({ ...dear, amountCents: 200_000 }));
    const refused = await send(before);
    expect(refused.status).toBe(422);
    const page = await refused.text();
    expect(plain(page)).toContain("une de ces charges a été modifiée");
    for (const id of [one, two]) expect(await booked(id)).toEqual([]);
    expect((await send(page)).status).toBe(302);
    for (const id of [one, two]) expect(await booked(id)).toHaveLength(2);
  });

  it("is what its proofs were: added, taken off or explained meanwhile, they are to be read again", async () => {
    const id = await waiting();
    const now = async () => (await chargeOf(world.actors.manager, id)).version;
    const refusedAt = async (version: number) =>
      expect(await approveCharges(world.actors.manager, [id], new Map([[id, version]]))).toMatchObject({
        problem: { code: "changed_meanwhile" },
      });
    let seen = await now();
    await addProofs(world.actors.employee, id, [{ name: "ticket.jpg", bytes: JPEG }]);
    await refusedAt(seen);
    seen = await now();
    const [proof] = (await chargeOf(world.actors.manager, id)).proofs;
    await removeProof(world.actors.employee, id, proof!.id);
    await refusedAt(seen);
    seen = await now();
    await sayWithoutProof(world.actors.employee, id, "Ticket illisible");
    await refusedAt(seen);
    const last = new Map([[id, await now()]]);
    expect(await approveCharges(world.actors.manager, [id], last)).toMatchObject({ ok: true });
    // Twice is once.
    expect(await approveCharges(world.actors.manager, [id], last)).toMatchObject({ ok: true });
  });
});

describe("a proof", () => {
  const text = (words: string) => new TextEncoder().encode(words);
  it.each([
    ["page", "facture.pdf", text("<html><script>alert(1)</script>")],
    ["drawing", "photo.jpg", text('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')],
    ["program", "facture.pdf.exe", text("MZ\x90")],
    ["archive", "photo.png", text("PK\x03\x04")],
    ["file of nothing", "vide.pdf", new Uint8Array()],
  ])("that is a %s is refused beside its field", async (_, name, bytes) => {
    const id = await entered(world.actors.manager, charge());
    const sent = await manager.post(paths.chargeProofs(POLE, id), formOf({}, [[name, bytes]]));
    expect(sent.status).toBe(422);
    expect(await sent.text()).toContain('id="charge-proofs-error"');
    expect((await chargeOf(world.actors.manager, id)).proofs).toEqual([]);
  });

  it("that holds more than it says is given back to be saved, never shown, under a plain name", async () => {
    const id = await entered(world.actors.manager, charge());
    const bytes = Buffer.from("%PDF-1.7\n<script>alert(1)</script>");
    const name = 'a"\r\nSet-Cookie: session=vol;\u202e../fdp.html';
    expect(await addProofs(world.actors.manager, id, [{ name, bytes }])).toMatchObject({ ok: true });
    const [proof] = (await chargeOf(world.actors.manager, id)).proofs;
    const given = await manager.get(paths.chargeProof(POLE, id, proof!.id));
    expect(Buffer.from(await given.arrayBuffer()).equals(bytes)).toBe(true);
    expect(given.headers.get("content-type")).toBe("application/octet-stream");
    expect(given.headers.get("content-disposition")).toMatch(/^attachment; filename="[\w .-]+"/);
    expect(given.headers.getSetCookie().some((line) => line.includes("vol"))).toBe(false);
    // Nobody opens it before it is approved; nor ever that of another's advance, or of somebody's pay.
    expect((await employee.get(paths.chargeProof(POLE, id, proof!.id))).status).toBe(404);
    await approveCharges(world.actors.manager, [id]);
    const treasurer = await signedIn(server, world.people.treasurer.email);
    expect((await treasurer.get(paths.chargeProof(POLE, id, proof!.id))).status).toBe(200);
    const advance = await entered(world.actors.owner, charge({ proofs: [{ name: "t.jpg", bytes: JPEG }] }), "advance");
    await approveCharges(world.actors.manager, [advance]);
    const [ticket] = (await chargeOf(world.actors.owner, advance)).proofs;
    expect((await treasurer.get(paths.chargeProof(POLE, advance, ticket!.id))).status).toBe(404);
    expect((await chargeOf(world.actors.treasurer, advance)).hiddenProofs).toBe(true);
  });
});

describe("what comes again", () => {
  it("is written by the night until its end, once, to be approved; stopped, it comes no more", async () => {
    const today = localDateOf(new Date(), "Europe/Paris");
    const startsOn = startOfMonth(addMonths(today, -2));
    const added = await addRecurring(world.actors.manager, {
      ...{ poolId: pool, supplier: "SCI", label: "Loyer mensuel", amountCents: 90_000, account: "6132", paidBy: null },
      ...{ everyMonths: 1, startsOn, endsOn: addDays(addMonths(startsOn, 12), -1) },
    });
    if (!added.ok) throw new Error(added.problem.code);
    const written = () => chargesOf(world.actors.manager, { recurringId: added.value }, { limit: 50 });
    // The months that have begun come at once.
    expect((await written()).items.map(({ servedFrom }) => servedFrom)).toEqual(
      [0, 1, 2].map((months) => addMonths(startsOn, months)).toReversed(),
    );
    await Promise.all([tasks["write-recurring-charges"](), tasks["write-recurring-charges"]()]);
    expect((await written()).total).toBe(3);
    // As if the night of next month had come.
    await world.owner`update recurring_charges set written_until = ${startsOn} where id = ${added.value}`;
    await world.owner`delete from charges where recurring_id = ${added.value} and served_from = ${addMonths(startsOn, 1)}`;
    await Promise.all([tasks["write-recurring-charges"](), tasks["write-recurring-charges"]()]);
    expect((await written()).total).toBe(3);
    expect((await written()).states).toMatchObject({ submitted: 3, approved: 0 });
    expect(plain(await manager.read(paths.charges(POLE)))).toContain("Une charge récurrente à venir");
    expect(await stopRecurring(world.actors.manager, added.value)).toMatchObject({ ok: true });
    expect((await recurringOf(world.actors.manager)).find(({ id }) => id === added.value)).toMatchObject({
      stopped: true,
      nextOn: null,
      written: 3,
    });
    await expect(stopRecurring(world.actors.employee, added.value)).rejects.toMatchObject({ status: 403 });
    await expect(stopRecurring(world.actors.neighbour, added.value)).rejects.toMatchObject({ status: 404 });
  });

  it("always has an end, and an amount", async () => {
    const send = (fields: Record<string, string>) =>
      manager.post(paths.addRecurringCharge(POLE), {
        ...{ pool, supplier: "Free", label: "Internet", amount: "29,99", everyMonths: "1", startsOn: "2026-01-01" },
        ...fields,
      });
    expect(plain(await (await send({ endsOn: "" })).text())).toContain("Ce champ est à remplir");
    expect(plain(await (await send({ endsOn: "2025-01-01" })).text())).toContain("Le dernier jour vient avant");
    expect((await send({ endsOn: "2026-02-28", amount: "-3" })).status).toBe(422);
    expect((await send({ endsOn: "2026-02-28", everyMonths: "7" })).status).toBe(422);
  });
});

describe("a table of charges", () => {
  const upload = async (lines: readonly string[], name = "factures.csv") => {
    const form = new FormData();
    form.append("file", new File([`${HEAD}\r\n${lines.join("\r\n")}`], name, { type: "text/csv" }));
    return manager.post(paths.chargeImports(POLE), form);
  };
  const HEAD = "Date;Poste;Fournisseur;N° de facture;Libellé;Montant TTC;Du;Au;Compte;Payée par;Couleur";
  const count = async (label: string) => (await chargesOf(world.actors.manager, { text: label }, { limit: 10 })).total;

  it("says of an invoice that it is twice in it, whatever else its line says", async () => {
    const sent = await upload([
      "05/01/2026;Bâtiment;SCI;D-1;Loyer de janvier;1 250,00;;;;;",
      "05/01/2026;Bâtiment;SCI;D-2;Loyer de janvier;1 250,00;;;;;",
      "06/02/2026;Bâtiment;sci;d-1;Loyer;1250;;;;;",
    ]);
    const page = plain(await manager.read(sent.headers.get("location") ?? ""));
    expect(new Set(page.match(/La même facture que la ligne \d+/g))).toEqual(
      new Set(["La même facture que la ligne 2"]),
    );
    expect(page).toContain("Importer 3 charges");
  });

  it("with one wrong line writes nothing, and says beside each what is wrong", async () => {
    const sent = await upload([
      "05/01/2026;bâtiment;SCI;A-1;Import faux;1 250,00;;;6132;;bleu",
      "31/02/2026;Batiment;;A-2;Import faux;12,345;;;512;La Lune;",
      "06/01/2026;Fusée;SCI;A-3;Import faux;10;01/03/2026;01/02/2026;;Les Jardins du Gué;",
    ]);
    expect(sent.status).toBe(302);
    const here = sent.headers.get("location") ?? "";
    const page = plain(await manager.read(here));
    for (const said of [
      "2 lignes sont à corriger",
      "« 31/02/2026 » n'est pas une date",
      "La case est vide",
      "« 12,345 » n'est pas un montant",
      "« 512 » n'est pas un compte de charge",
      "« La Lune » n'est pas une structure du pôle",
      "« Fusée » n'est pas un poste",
      "Le dernier jour vient avant le premier",
      "Colonne laissée de côté : Couleur",
    ])
      expect(page).toContain(said);
    expect((await manager.post(here)).status).toBe(422);
    expect(await count("Import faux")).toBe(0);
  });

  it("is brought in whole and once, even confirmed twice at once; brought in again, it is known and writes nothing", async () => {
    const lines = [
      "05/01/2026;Bâtiment;SCI;B-1;Import juste;1 250,00;;;6132;;",
      "06/01/2026;Bâtiment;Enercoop;B-2;Import juste;-40,00;01/12/2025;31/12/2025;;Les Jardins du Gué;",
      // The same ticket twice in one file is two tickets.
      "07/01/2026;Bâtiment;Péage;;Import juste;2,30;;;;;",
      "07/01/2026;Bâtiment;Péage;;Import juste;2,30;;;;;",
    ];
    const [one, two] = [await upload(lines), await upload(lines)];
    const places = [one, two].map((sent) => sent.headers.get("location") ?? "");
    const preview = plain(await manager.read(places[0]!));
    expect(preview).toContain("Importer 4 charges");
    // … which is said, as it may be a slip.
    expect(preview).toContain("La même facture que la ligne 4 ?");
    expect(new Set(preview.match(/La même facture que la ligne \d+/g))).toEqual(
      new Set(["La même facture que la ligne 4"]),
    );
    expect(await count("Import juste")).toBe(0);
    const confirmed = await Promise.all([places[0]!, places[0]!, places[1]!].map((place) => manager.post(place)));
    expect(confirmed.map(({ status }) => status).toSorted()).toEqual([302, 302, 422]);
    expect(await count("Import juste")).toBe(4);
    const { items, states } = await chargesOf(world.actors.manager, { text: "Import juste" }, { limit: 10 });
    expect(states).toMatchObject({ submitted: 4 });
    expect(items.find(({ amountCents }) => amountCents === -4_000)).toMatchObject({
      servedFrom: "2025-12-01",
      payerName: "Les Jardins du Gué",
      account: "6068",
    });
    const again = (await upload(lines)).headers.get("location") ?? "";
    const page = plain(await manager.read(again));
    expect(page).toContain("Ce fichier a déjà été importé");
    expect(page).toContain("Il n'y a rien à faire");
    expect((await manager.post(again)).status).toBe(422);
    // At the database too, what was brought in (somebody's pay may be in it) is for who runs the pôle alone.
    const seenBy = (actor: Actor) =>
      inTransaction(actor, (tx) => tx.selectFrom("imports").select("id").where("kind", "=", "charges").execute());
    expect((await seenBy(world.actors.manager)).length).toBeGreaterThanOrEqual(3);
    expect(await seenBy(world.actors.employee)).toEqual([]);
    // A line more is that line alone.
    const more = await upload([...lines, "08/01/2026;Bâtiment;SCI;B-9;Import juste;3;;;;;"], "suite.csv");
    await manager.post(more.headers.get("location") ?? "");
    expect(await count("Import juste")).toBe(5);
  });

  it("that is no table is refused, and is brought in by nobody else", async () => {
    const bad = new FormData();
    bad.append("file", new File(["%PDF-1.7"], "factures.csv"));
    expect((await manager.post(paths.chargeImports(POLE), bad)).status).toBe(422);
    const headless = new FormData();
    headless.append("file", new File(["a;b\r\n1;2"], "x.csv"));
    expect(plain(await (await manager.post(paths.chargeImports(POLE), headless)).text())).toContain(
      "Il manque les colonnes",
    );
    const good = new FormData();
    good.append("file", new File([`${HEAD}\r\n`], "x.csv"));
    expect((await employee.post(paths.chargeImports(POLE), good)).status).toBe(403);
    expect((await employee.get(paths.chargeImportTemplate(POLE))).status).toBe(403);
    // Its own template is read without a word.
    const form = new FormData();
    form.append("file", new File([await manager.read(paths.chargeImportTemplate(POLE))], "modele.csv"));
    const read = await manager.post(paths.chargeImports(POLE), form);
    expect(plain(await manager.read(read.headers.get("location") ?? ""))).toMatch(/2 charges à créer/);
  });
});

describe("what waits for the manager", () => {
  it("is said on the first page, and to nobody else", async () => {
    await entered(world.actors.manager, charge());
    expect(plain(await manager.read(paths.home(POLE)))).toMatch(/Approuver (une charge|\d+ charges)/);
    expect(await employee.read(paths.home(POLE))).not.toContain("Approuver");
  });
});

describe("the list", () => {
  it("is narrowed, sorted, summed and given as a file", async () => {
    const supplier = `Papeterie ${newId().slice(-6)}`;
    const few = (more: Partial<ChargeIn>) => charge({ supplier, ...more });
    await approved(few({ amountCents: 1_000, documentOn: "2025-08-05" }));
    await approved(few({ amountCents: 3_000, documentOn: "2025-08-20", withoutProof: "Prélèvement" }));
    await entered(world.actors.manager, few({ amountCents: 2_000, documentOn: "2025-09-01" }));
    const list = (filters: Parameters<typeof chargesOf>[1]) =>
      chargesOf(world.actors.manager, { text: supplier.toUpperCase(), ...filters }, { limit: 10 });
    expect(await list({})).toMatchObject({ total: 3, totalCents: 6_000, states: { approved: 2, submitted: 1 } });
    expect(await list({ month: "2025-08-01" })).toMatchObject({ total: 2, totalCents: 4_000 });
    expect((await list({ sort: "amount" })).items.map(({ amountCents }) => amountCents)).toEqual([3_000, 2_000, 1_000]);
    expect(await list({ withoutProof: true })).toMatchObject({ total: 2 });
    expect(await list({ state: "submitted" })).toMatchObject({ total: 1, totalCents: 2_000 });
    expect(await list({ paidBy: world.structures.gue.id })).toMatchObject({ total: 0 });
    const csv = await manager.read(paths.chargesCsv(POLE, { q: supplier, etat: "approved" }));
    expect(csv.split("\r\n").filter(Boolean)).toHaveLength(3);
    expect(csv).toContain(";30,00;");
    expect((await employee.get(paths.chargesCsv(POLE))).status).toBe(403);
  });
});
