import { describe, expect, it } from "vitest";
import type { Actor, GuestKind, MembershipKind, Role } from "./actor";
import { ACTIONS, allow, can, type Action } from "./permissions";

const OWN = "018f0000-0000-7000-8000-00000000000a";
const OTHER = "018f0000-0000-7000-8000-00000000000b";

function actor(
  roles: Role[],
  {
    structureId = OWN as string | null,
    membership = "member" as MembershipKind | null,
    guest = null as GuestKind | null,
  } = {},
): Actor {
  return {
    personId: "018f0000-0000-7000-8000-000000000001",
    personName: "Claire Morin",
    poleId: "018f0000-0000-7000-8000-000000000002",
    poleSlug: "val-d-orme",
    poleName: "Pôle du Val d'Orme",
    timeZone: "Europe/Paris",
    structureId,
    structureName: null,
    structureColour: 1,
    membership,
    guest,
    homePoleId: null,
    roles,
    locale: "fr",
  };
}

/** O: on what is one's own structure's; A: on what is anybody's in the pôle; a dash: never. Written by hand, to be read. */
const MATRIX: Record<Action, [employee: string, treasurer: string, administrator: string, manager: string]> = {
  "catalogue.view": ["A", "A", "A", "A"],
  "catalogue.edit": ["-", "-", "O", "A"],
  "bookings.view": ["A", "A", "A", "A"],
  "bookings.request": ["O", "O", "O", "O"],
  "bookings.cancel": ["O", "O", "O", "A"],
  "bookings.see-purpose": ["O", "O", "O", "A"],
  "bookings.change": ["O", "O", "O", "A"],
  "bookings.decide": ["-", "-", "O", "A"],
  "bookings.use": ["O", "O", "O", "A"],
  "incidents.report": ["A", "A", "A", "A"],
  "incidents.manage": ["-", "-", "O", "A"],
  "use.view": ["-", "O", "O", "A"],
  "needs.view": ["A", "A", "A", "A"],
  "needs.write": ["O", "O", "O", "-"],
  "needs.publish": ["-", "-", "O", "-"],
  "needs.open": ["-", "-", "O", "A"],
  "needs.judge": ["O", "O", "O", "A"],
  "needs.award": ["-", "-", "O", "-"],
  "answers.write": ["O", "O", "O", "-"],
  "answers.submit": ["-", "-", "O", "-"],
  "needs.count": ["-", "-", "-", "A"],
  "costs.view": ["-", "O", "O", "A"],
  "costs.manage": ["-", "-", "-", "A"],
  "costs.advance": ["O", "O", "O", "-"],
  "costs.dispute": ["-", "O", "O", "-"],
  "ledger.view": ["-", "-", "-", "A"],
  "structure.view": ["O", "O", "O", "A"],
  "structure.invite": ["-", "-", "O", "-"],
  "structure.edit-people": ["-", "-", "O", "-"],
  "structure.declare": ["-", "-", "O", "A"],
  "pole.view-structures": ["A", "A", "A", "A"],
  "pole.invite-structure": ["-", "-", "-", "A"],
  "pole.edit-memberships": ["-", "-", "-", "A"],
  "pole.edit-settings": ["-", "-", "-", "A"],
  "pole.import": ["-", "-", "-", "A"],
};
const ROLES: Role[] = ["employee", "treasurer", "administrator", "manager"];

describe("who may do what", () => {
  it("is written here for every action", () => {
    expect(Object.keys(MATRIX).sort()).toEqual([...ACTIONS].sort());
  });

  it.each(ACTIONS.flatMap((action) => ROLES.map((role, i) => ({ role, action, reach: MATRIX[action][i] }))))(
    "$role, $action: $reach",
    ({ role, action, reach }) => {
      const who = actor([role]);
      expect(can(who, action, OWN)).toBe(reach !== "-");
      expect(can(who, action, OTHER)).toBe(reach === "A");
      expect(can(who, action)).toBe(reach !== "-");
      if (reach !== "A")
        expect(() => allow(who, action, OTHER)).toThrow(expect.objectContaining({ name: "Forbidden", code: action }));
      else expect(() => allow(who, action, OTHER)).not.toThrow();
    },
  );

  it.each(ACTIONS)("nobody without a role may %s", (action) => {
    expect(can(actor([]), action, OWN)).toBe(false);
    expect(can(actor([]), action, OTHER)).toBe(false);
  });

  it.each(ACTIONS)("somebody with two roles may %s as soon as one of them does", (action) => {
    for (const one of ROLES) {
      for (const two of ROLES) {
        const both = actor([one, two]);
        for (const owner of [OWN, OTHER]) {
          expect(can(both, action, owner)).toBe(can(actor([one]), action, owner) || can(actor([two]), action, owner));
        }
      }
    }
  });

  it.each(ACTIONS)("staff who act for no structure have none of their own for %s", (action) => {
    const staff = actor(["manager"], { structureId: null, membership: null });
    expect(can(staff, action, OTHER)).toBe(MATRIX[action][3] === "A");
    expect(can(staff, action, null)).toBe(MATRIX[action][3] === "A");
    expect(can(staff, action)).toBe(MATRIX[action][3] === "A");
  });

  it.each<GuestKind>(["network", "outsider", "public"])(
    "guests (%s) look, book, do with what they booked, and answer needs; nothing else, manager or not",
    (kind) => {
      const guest = (role: Role) => actor([role], { membership: null, guest: kind });
      const OF_GUESTS: Partial<Record<Action, "O" | "A">> = {
        "catalogue.view": "A",
        "bookings.view": "A",
        "bookings.request": "O",
        "bookings.cancel": "O",
        "bookings.see-purpose": "O",
        "bookings.change": "O",
        "bookings.use": "O",
        "needs.view": "A",
        "answers.write": "O",
        "answers.submit": "O",
        "structure.declare": "O",
      };
      for (const action of ACTIONS) {
        for (const role of ["employee", "treasurer", "administrator"] as const) {
          const here = OF_GUESTS[action] !== undefined && MATRIX[action][ROLES.indexOf(role)] !== "-";
          expect(can(guest(role), action, OWN)).toBe(here);
          expect(can(guest(role), action, OTHER)).toBe(OF_GUESTS[action] === "A");
          expect(can(guest(role), action, null)).toBe(OF_GUESTS[action] === "A");
        }
        expect(can(guest("manager"), action, OWN)).toBe(false);
      }
    },
  );

  it("whoever passes by the public door looks, and books nothing before they say who they are", () => {
    const passerBy = actor(["employee"], { membership: null, structureId: null, guest: "outsider" });
    expect(ACTIONS.filter((action) => can(passerBy, action))).toEqual([
      "catalogue.view",
      "bookings.view",
      "needs.view",
    ]);
  });

  it("observers look and answer, and neither book, share, ask, advance money nor dispute a share, whatever their people's roles; partners do", () => {
    const closed = [
      "bookings.request",
      "catalogue.edit",
      "needs.write",
      "needs.publish",
      "costs.advance",
      "costs.dispute",
    ];
    for (const role of ["employee", "treasurer", "administrator"] as const) {
      for (const action of ACTIONS) {
        const here = can(actor([role]), action, OWN);
        const looksOnly = closed.includes(action);
        expect(can(actor([role], { membership: "observer" }), action, OWN)).toBe(here && !looksOnly);
        expect(can(actor([role], { membership: "partner" }), action, OWN)).toBe(here);
      }
    }
  });
});
