import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { formatMoney } from "../../kernel/format";
import { addDays, addMonths, parseLocalDate } from "../../kernel/time";
import { correctionOf, entryDay, monthOfService, postingsOf, proofType, readMoney, timesOf, wrongDays } from "./rules";

describe("an amount typed as people do", () => {
  it.each([
    ["12", 1200],
    ["12,5", 1250],
    ["12.50", 1250],
    ["1 234,56 €", 123456],
    ["1\u202f234,56\u00a0€", 123456],
    ["1.234,56", 123456],
    ["12 EUR", 1200],
    ["-40,00", -4000],
    ["−40", -4000],
    ["0", 0],
  ])("« %s » is read to the cent", (text, cents) => {
    expect(readMoney(text)).toBe(cents);
  });

  it.each(["", "douze", "1.234", "1,234", "12,345", "1e3", "--1", "12-", "0x10", "99999999999", "1,2,3", "€"])(
    "« %s » is refused rather than guessed",
    (text) => {
      expect(readMoney(text)).toBeNull();
    },
  );

  it("is read again as it is shown, whatever it is", () => {
    fc.assert(
      fc.property(fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }), (cents) => {
        expect(readMoney(formatMoney(cents, "fr"))).toBe(cents);
      }),
    );
  });
});

describe("the days of a document", () => {
  const days = { documentOn: "2026-03-12", servedFrom: "2026-03-01", servedUntil: "2026-03-31" };
  it("are those of its month when nobody says otherwise", () => {
    expect(monthOfService("2028-02-11")).toEqual({ from: "2028-02-01", until: "2028-02-29" });
    expect(wrongDays(days, "2026-04-02")).toBeNull();
  });

  it.each([
    [{ ...days, servedUntil: "2026-02-01" }, "servedUntil", "served_reversed"],
    [{ ...days, documentOn: "2062-03-12" }, "documentOn", "date_too_far"],
    [{ ...days, documentOn: "0026-03-12" }, "documentOn", "date_too_early"],
    [{ ...days, servedUntil: "2036-03-31" }, "servedUntil", "served_too_long"],
    [{ ...days, servedFrom: "2027-03-13", servedUntil: "2027-03-31" }, "servedFrom", "served_far_ahead"],
    [{ ...days, servedFrom: "2021-03-11", servedUntil: "2021-03-31" }, "servedFrom", "served_far_back"],
  ])("are refused where they cannot be", (wrong, field, code) => {
    expect(wrongDays(wrong, "2026-04-02")).toEqual({ field, code });
  });

  it("may be paid a year ahead, or be a document of years ago", () => {
    expect(wrongDays({ ...days, servedFrom: "2027-03-12", servedUntil: "2028-03-11" }, "2026-04-02")).toBeNull();
    expect(wrongDays({ ...days, servedFrom: "2021-03-12", servedUntil: "2021-03-31" }, "2026-04-02")).toBeNull();
  });

  it("put its entry into the month it is posted in", () => {
    const november = { startsOn: "2026-11-01", endsOn: "2026-11-30" };
    expect(entryDay("2026-09-03", november)).toBe("2026-11-01");
    expect(entryDay("2026-11-03", november)).toBe("2026-11-03");
    expect(entryDay("2026-12-03", november)).toBe("2026-11-30");
  });
});

describe("the lines of a charge in the books", () => {
  const charge = { poolId: "p", account: "6132", amountCents: 125000, paidBy: null, agent: false };
  it("are the expense against the supplier, or the member who advanced it", () => {
    expect(postingsOf(charge)).toEqual([
      { account: "6132", poolId: "p", structureId: null, cents: 125000 },
      { role: "suppliers", poolId: null, structureId: null, cents: -125000 },
    ]);
    expect(postingsOf({ ...charge, paidBy: "s" })[1]).toMatchObject({ role: "member_advances", structureId: "s" });
  });

  it("hold no expense where the pôle collects for another", () => {
    expect(postingsOf({ ...charge, agent: true })[0]).toMatchObject({ role: "agent", cents: 125000 });
  });

  it("balance, and mirror a credit", () => {
    fc.assert(
      fc.property(fc.integer(), fc.boolean(), fc.option(fc.uuid()), (amountCents, agent, paidBy) => {
        const lines = postingsOf({ ...charge, amountCents, agent, paidBy });
        const credit = postingsOf({ ...charge, amountCents: -amountCents, agent, paidBy });
        expect(lines[0]!.cents + lines[1]!.cents).toBe(0);
        expect(credit.map(({ cents }) => -cents)).toEqual(lines.map(({ cents }) => cents));
      }),
    );
  });
});

describe("a correction", () => {
  it("takes off the whole, or the difference with what is right", () => {
    expect(correctionOf(12000, null)).toBe(-12000);
    expect(correctionOf(12000, 10200)).toBe(-1800);
    expect(correctionOf(12000, 13000)).toBe(1000);
    expect(correctionOf(-500, null)).toBe(500);
  });

  it("is none where nothing would change", () => {
    expect(correctionOf(12000, 12000)).toBeNull();
    expect(correctionOf(0, null)).toBeNull();
  });
});

describe("a proof", () => {
  const bytes = (text: string) => Buffer.from(text, "latin1");
  it("is a photograph or a PDF, by what is in it", () => {
    expect(proofType(bytes("\xff\xd8\xff\xe0JFIF"))).toBe("image/jpeg");
    expect(proofType(bytes("\x89PNG\r\n\x1a\n…"))).toBe("image/png");
    expect(proofType(bytes("RIFF\x01\x02\x03\x04WEBPVP8 "))).toBe("image/webp");
    expect(proofType(bytes("\0\0\0\x18ftypheic"))).toBe("image/heic");
    expect(proofType(bytes("%PDF-1.7\n"))).toBe("application/pdf");
  });

  it.each(["", "<svg onload=alert(1)>", "MZ\x90", "#!/bin/sh", "<html>%PDF-1.7", "PK\x03\x04"])(
    "is nothing else, whatever it says it is",
    (text) => {
      expect(proofType(bytes(text))).toBeNull();
    },
  );
});

describe("what comes again", () => {
  const rent = { startsOn: "2026-01-31", endsOn: "2026-12-31", everyMonths: 1 };
  it("comes once a month until its end, on the same day where the month has it", () => {
    const times = timesOf(rent, "2026-01-31", "2026-12-31");
    expect(times.map(({ from }) => from).slice(0, 4)).toEqual(["2026-01-31", "2026-02-28", "2026-03-31", "2026-04-30"]);
    expect(times).toHaveLength(12);
    expect(times.at(-1)).toMatchObject({ from: "2026-12-31", until: "2026-12-31" });
  });

  it("leaves no day out and serves none twice, however it is asked", () => {
    const day = fc.date({ min: new Date("2020-01-01"), max: new Date("2030-01-01"), noInvalidDate: true });
    fc.assert(
      fc.property(
        day,
        fc.nat(2000),
        fc.constantFrom(1, 2, 3, 6, 12),
        fc.nat(2500),
        (start, length, everyMonths, asked) => {
          const startsOn = start.toISOString().slice(0, 10);
          const terms = { startsOn, endsOn: addDays(startsOn, length), everyMonths };
          const until = addDays(startsOn, asked);
          const times = timesOf(terms, startsOn, until);
          for (const [index, time] of times.entries()) {
            expect(parseLocalDate(time.from)).not.toBeNull();
            expect(time.from).toBe(addMonths(startsOn, index * everyMonths));
            expect(time.until < time.from || time.until > terms.endsOn).toBe(false);
            if (index > 0) expect(time.from).toBe(addDays(times[index - 1]!.until, 1));
          }
          // Asked later from where it was, the rest comes and nothing again.
          const half = addDays(startsOn, Math.floor(asked / 2));
          const first = timesOf(terms, startsOn, half);
          const rest = timesOf(terms, first.at(-1)?.next ?? startsOn, until);
          expect([...first, ...rest]).toEqual(times);
        },
      ),
    );
  });
});
