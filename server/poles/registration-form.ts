import { z } from "zod";
import { emailField, nameField, telephoneField } from "../identity";
import { initials } from "../kernel/format";
import { readSiret } from "../kernel/siret";

/** The legal forms that are proposed; kept as they are read. */
export const LEGAL_FORMS = [
  "Association",
  "SCOP",
  "SCIC",
  "Coopérative",
  "Fondation",
  "Mutuelle",
  "Société commerciale",
  "Entreprise individuelle",
  "Collectivité ou établissement public",
  "Autre",
] as const;
/** The one that buys under the law of public buyers. */
export const PUBLIC_FORM: (typeof LEGAL_FORMS)[number] = "Collectivité ou établissement public";

/**
 * The forms that are of the social and solidarity economy by right (law 2014-856, article 1); others are when they say
 * so. A first answer for whoever reads answers, never a reason to refuse.
 */
const ESS_BY_RIGHT: readonly string[] = ["Association", "SCOP", "SCIC", "Coopérative", "Fondation", "Mutuelle"];

const siret = z
  .string()
  .max(40, "too_long")
  .optional()
  .transform((text, context) => {
    if (text === undefined || text.trim() === "") return null;
    const read = readSiret(text);
    if ("value" in read) return read.value;
    context.addIssue({ code: "custom", message: read.problem });
    return z.NEVER;
  });

const person = { name: nameField, email: emailField, telephone: telephoneField };

const forStructure = z
  .object({
    who: z.literal("structure"),
    structureName: nameField,
    legalForm: z.enum(LEGAL_FORMS, { error: "required" }),
    siret,
    // A box that is ticked; left out when it is not.
    ess: z.string().max(10).optional(),
    ...person,
  })
  .transform(({ who: _, ess, ...asked }) => ({
    ...asked,
    individual: false,
    ess: ess !== undefined || ESS_BY_RIGHT.includes(asked.legalForm),
  }));

// Of a private person, what was typed of a structure says nothing; and what a whole pôle reads on its planning is not
// their name, which those who lend to them read with the booking.
const forOneself = z.object({ who: z.literal("individual"), ...person }).transform(({ who: _, ...asked }) => ({
  ...asked,
  individual: true,
  structureName: `Particulier ${initials(asked.name)}`,
  legalForm: "",
  siret: null,
  ess: false,
}));

/** What somebody of no pôle says of themselves: for a structure, or as a private person. */
export const registrationForm = z.discriminatedUnion("who", [forStructure, forOneself], { error: "required" });

/** The same, read. */
export type Registration = z.output<typeof registrationForm>;
