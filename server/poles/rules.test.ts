import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  freeSlug,
  invitationState,
  leavesNobody,
  membershipState,
  slugOf,
  STRUCTURE_ROLES,
  type Affiliate,
} from "./rules";

describe("a structure's address", () => {
  it.each([
    ["Les Jardins du Gué", "les-jardins-du-gue"],
    ["  L'Œuvre d'Æthel & Cie ", "l-oeuvre-d-aethel-cie"],
    ["3e Rive", "3e-rive"],
    ["日本", "structure"],
    ["../../admin", "admin"],
    ["a".repeat(200), "a".repeat(60)],
  ])("is made of its name: %s", (name, slug) => {
    expect(slugOf(name)).toBe(slug);
  });

  it("is never that of another page", () => {
    expect(freeSlug("Invitation", new Set())).toBe("invitation-2");
  });

  it("is always one that the database and an address accept, and free", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.array(fc.string()), (name, others) => {
        const taken = new Set([slugOf(name), ...others]);
        const slug = freeSlug(name, taken);
        expect(slug).toMatch(/^[a-z0-9]+(-[a-z0-9]+)*$/);
        expect(taken.has(slug)).toBe(false);
      }),
    );
  });
});

describe("a structure's administrators", () => {
  const people = fc.uniqueArray(
    fc.record({ personId: fc.constantFrom("a", "b", "c", "d"), role: fc.constantFrom(...STRUCTURE_ROLES) }),
    { selector: ({ personId }) => personId },
  );
  const administrators = (list: readonly Affiliate[]) => list.filter(({ role }) => role === "administrator").length;

  it("are never all taken away, by a change of role or a departure", () => {
    fc.assert(
      fc.property(people, fc.option(fc.constantFrom(...STRUCTURE_ROLES)), (before, role) => {
        for (const { personId } of before) {
          const after = before.flatMap((person) =>
            person.personId !== personId ? [person] : role ? [{ ...person, role }] : [],
          );
          const emptied = administrators(before) > 0 && administrators(after) === 0;
          expect(leavesNobody(before, personId, role)).toBe(emptied);
        }
      }),
    );
  });
});

describe("an invitation", () => {
  const now = new Date("2026-11-24T10:00:00Z");
  const open = { expiresAt: new Date("2026-11-25T10:00:00Z"), acceptedAt: null, revokedAt: null };

  it("waits until its last instant", () => {
    expect(invitationState(open, now)).toBe("pending");
    expect(invitationState({ ...open, expiresAt: now }, now)).toBe("expired");
  });

  it("says first that it was used, then that it was withdrawn, then that it is too old", () => {
    expect(invitationState({ ...open, acceptedAt: now, expiresAt: now }, now)).toBe("accepted");
    expect(invitationState({ ...open, revokedAt: now, expiresAt: now }, now)).toBe("revoked");
  });
});

describe("a membership", () => {
  it("counts on its first and on its last day", () => {
    const membership = { startsOn: "2026-01-01", endsOn: "2026-11-24" };
    expect(membershipState(membership, "2025-12-31")).toBe("to-come");
    expect(membershipState(membership, "2026-01-01")).toBe("current");
    expect(membershipState(membership, "2026-11-24")).toBe("current");
    expect(membershipState(membership, "2026-11-25")).toBe("ended");
    expect(membershipState({ ...membership, endsOn: null }, "2100-01-01")).toBe("current");
  });
});
