import { expect, it } from "vitest";
import { newId } from "../kernel/ids";
import { accountForm, paymentForm } from "./forms";

const payment = { id: newId(), direction: "made", on: "suppliers", amount: "12", day: "2026-03-02" };

it("what the books' file parts its fields with is a space, and alone is nothing written", () => {
  for (const nothing of ["|", " | ", "||"]) {
    const wrong = [
      paymentForm.safeParse({ ...payment, reference: nothing }),
      accountForm.safeParse({ number: "6132", label: nothing }),
    ];
    expect(wrong.map(({ error }) => error?.issues.map(({ message, path }) => [path[0], message]))).toEqual([
      [["reference", "required"]],
      [["label", "required"]],
    ]);
  }
  expect(paymentForm.parse({ ...payment, reference: " VIR|12 " }).reference).toBe("VIR 12");
  expect(accountForm.parse({ number: "6132", label: "Loyers | charges" }).label).toBe("Loyers charges");
});
