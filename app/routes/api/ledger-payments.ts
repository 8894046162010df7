import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { Id } from "~/http/api-shapes";
import { translator } from "~/i18n/translator";
import { paymentOf } from "~/routes/ledger/payment-of";
import { NotFound } from "~server/kernel/errors";
import { entryOf, PAID_ON, PAID_ON_STRUCTURES, paymentForm, recordPayment } from "~server/ledger";
import { structuresOfPole } from "~server/poles";
import { Entry, shownEntry } from "./ledger-shape";

const record = endpoint("POST", "/ledger/payments", {
  summary: {
    fr: "Enregistrer un paiement reçu ou fait : ce qu'il solde exactement est lettré",
    en: "Record a payment received or made: what it settles exactly is lettered",
  },
  scope: "ledger",
  body: z.strictObject({
    direction: z.enum(["received", "made"]),
    on: z.enum(PAID_ON).meta({ description: "The account it is on: a member's, a supplier's, a funder's, suspense." }),
    structureId: Id.optional().meta({ description: "Whose account, on members, disputed and member_advances." }),
    amountCents: z.int().min(1).max(1_000_000_000),
    day: z.iso.date().meta({ description: "As the bank's statement has it." }),
    reference: z.string(),
    label: z.string().default("").meta({ description: "Left out: told from whom it is with." }),
  }),
  response: Entry,
  success: 201,
  location: ({ id }) => `/api/v1/ledger/entries/${id}`,
  problems: { not_found: 404, day_to_come: 422, entry_reused: 409 },
  handle: async ({ actor, body: { amountCents, ...body }, idempotentId: id, locale }) => {
    const amount = `${Math.floor(amountCents / 100)},${String(amountCents % 100).padStart(2, "0")}`;
    const read = await checkForm(
      paymentForm,
      { form: { ...body, id, amount }, names: { amount: "amountCents" } },
      locale,
    );
    if ("problem" in read) return read.problem;
    const member = (await structuresOfPole(actor)).find((one) => one.id === read.value.structureId) ?? null;
    if (PAID_ON_STRUCTURES.has(read.value.on) && !member) throw new NotFound("structure");
    const payment = paymentOf(read.value, member, await translator(locale, "ledger"));
    const outcome = await recordPayment(actor, payment);
    return outcome.ok ? shownEntry(await entryOf(actor, id), actor) : problem(422, outcome.problem.code);
  },
});

export const loader = apiRoute(record);
export const action = loader;
