import { z } from "zod";
import { HOLIDAY_ZONES } from "../kernel/calendars/bank-holidays";
import { SCHOOL_ZONES } from "../kernel/calendars/school-holidays";
import { emailField, nameField } from "../identity";
import { isId } from "../kernel/ids";
import { kept, SCOPES } from "../kernel/scopes";
import { parseTypedDate } from "../kernel/time";
import { MEMBERSHIP_KINDS, STRUCTURE_ROLES } from "./rules";

const role = z.enum(STRUCTURE_ROLES, { error: "required" });
const kind = z.enum(MEMBERSHIP_KINDS, { error: "required" });
const id = z.string({ error: "required" }).refine(isId, "invalid");

export const inviteStructureForm = z.object({ name: nameField, kind, email: emailField });

export const inviteColleagueForm = z.object({ email: emailField, role });

export const roleForm = z.object({ role });

export const endMembershipForm = z.object({
  endsOn: z
    .string({ error: "required" })
    .refine((text) => parseTypedDate(text) !== null, "invalid_date")
    .transform((text) => parseTypedDate(text) ?? ""),
});

/** An invitation accepted by somebody signed in; with `structureId`, for a structure that exists already. */
export const acceptForm = z.object({ structureId: id.optional() });

/** An invitation accepted by somebody new. */
export const joinForm = z.object({
  name: nameField,
  password: z.string({ error: "required" }).max(1000, "password_too_long"),
});

/** What the switch sends: the pôle's id, then the structure's when there is one. */
export const actingForm = z.object({
  acting: z
    .string({ error: "required" })
    .transform((text) => text.split("/"))
    .refine((ids) => ids.length <= 2 && ids.every(isId), "invalid")
    .transform(([poleId = "", structureId]) => ({ poleId, structureId: structureId ?? null })),
});

export const apiTokenForm = z.object({
  id,
  name: z.string({ error: "required" }).trim().min(1, "required").max(80, "too_long"),
  acting: actingForm.shape.acting,
  scopes: z.array(z.enum(SCOPES, "invalid")).min(1, "choose_scope").max(20, "invalid").transform(kept),
});

/** The settings of a pôle. */
export const settingsForm = z.object({
  holidayZone: z.enum(HOLIDAY_ZONES, "invalid"),
  schoolZone: z
    .enum(["", ...SCHOOL_ZONES], "invalid")
    .optional()
    .transform((zone) => zone || null),
});
