import { describe, expect, it } from "vitest";
import { eligibleCents, fundableParts } from "./funding-eligible";

const funding = { startsOn: "2026-01-01", endsOn: "2026-06-30", eligibleAccounts: ["641", "645"] };
const charge = { account: "641", servedFrom: "2026-03-01", servedUntil: "2026-03-31", cents: 100_000 };

describe("what a funding may pay for", () => {
  it("is the charges of its accounts, by their beginnings", () => {
    const of = (account: string) => eligibleCents(funding, [{ ...charge, account }]);
    expect([of("641"), of("6411"), of("645"), of("613"), of("64")]).toEqual([100_000, 100_000, 100_000, 0, 0]);
  });

  it("is every account where it names none", () => {
    expect(eligibleCents({ ...funding, eligibleAccounts: [] }, [{ ...charge, account: "613" }])).toBe(100_000);
  });

  it("is cut by days of service at its first and last day", () => {
    // June and July: 30 days of 61, 49.18… %.
    const acrossTheEnd = { ...charge, servedFrom: "2026-06-01", servedUntil: "2026-07-31" };
    expect(eligibleCents(funding, [acrossTheEnd])).toBe(49_180);
    expect(eligibleCents(funding, [{ ...charge, servedFrom: "2026-07-01", servedUntil: "2026-07-31" }])).toBe(0);
  });

  it("is taken back by a credit, to the cent", () => {
    const acrossTheEnd = { ...charge, servedFrom: "2026-06-01", servedUntil: "2026-07-31" };
    expect(eligibleCents(funding, [acrossTheEnd, { ...acrossTheEnd, cents: -100_000 }])).toBe(0);
  });
});

describe("charges are put together by who may pay for them", () => {
  const whole = { id: "region", startsOn: "2026-01-01", endsOn: "2026-12-31", eligibleAccounts: [] };
  const energy = { ...whole, id: "energy", eligibleAccounts: ["6061"] };
  const parts = (...args: Parameters<typeof fundableParts>) =>
    Object.fromEntries(fundableParts(...args).map(({ fundingIds, cents }) => [fundingIds.join(" "), cents]));

  it("an account that two fundings name is one part, the rest another", () => {
    const bill = { ...charge, account: "6061", cents: 10_000 };
    expect(parts([whole, energy], [{ ...charge, cents: 90_000 }, bill])).toEqual({
      region: 90_000,
      "energy region": 10_000,
    });
    expect(parts([energy], [charge])).toEqual({});
  });

  it("cut where a funding begins or ends, to the cent", () => {
    const march = { ...whole, id: "march", startsOn: "2026-03-11", endsOn: "2026-03-20" };
    expect(parts([whole, march], [charge])).toEqual({ region: 67_742, "march region": 32_258 });
  });

  it("a credit takes off its own account", () => {
    const bill = { ...charge, account: "6061", cents: 10_000 };
    const credit = { ...bill, servedFrom: "2026-02-01", servedUntil: "2026-02-28", cents: -4000 };
    expect(parts([energy, whole], [bill, credit, { ...charge, cents: 5000 }])).toEqual({
      "energy region": 6000,
      region: 5000,
    });
  });
});
