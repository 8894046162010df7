import { z } from "zod";
import { apiRoute, endpoint, problem } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { stepsOf } from "~/routes/use/steps-of";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { editUseSettings, useSettingsForm, useSettingsOf } from "~server/use";

const Use = z
  .object({
    version: z.int(),
    startStep: z.string().meta({ description: "What is done when it is taken." }),
    noShowMinutes: z
      .int()
      .nullable()
      .meta({ description: "Given to others when nobody came so long after the start; null: never." }),
    instructions: z.string().nullable().meta({ description: "Null for who may not read them." }),
    doorCode: z
      .string()
      .nullable()
      .meta({ description: "Of the page by its door (/q/…); null for who may not change it." }),
  })
  .meta({ id: "UseSettings" });

const read = endpoint("GET", "/resources/:resource/use", {
  summary: { fr: "Ce qu'une ressource demande à qui la prend", en: "What a resource asks of who takes it" },
  scope: "catalogue:read",
  response: Use,
  handle: ({ actor, params: { resource } }) => shown(actor, resource),
});

const replace = endpoint("PUT", "/resources/:resource/use", {
  summary: {
    fr: "Changer ce qu'une ressource demande à qui la prend ; les réservations faites suivent",
    en: "Change what a resource asks of who takes it; bookings already made follow",
  },
  scope: "catalogue:write",
  body: z.strictObject({
    version: z.int().meta({ description: "What was read: anything newer is then not lost." }),
    startStep: z.string(),
    noShowMinutes: z.int().nullable(),
    instructions: z.string(),
  }),
  response: Use,
  problems: { changed_meanwhile: 409 },
  handle: async ({ actor, params: { resource }, body: { version, ...sent }, locale }) => {
    const settings = await useSettingsOf(actor, resource);
    if (!settings.can.edit) allow(actor, "catalogue.edit", null);
    const form = {
      version,
      etape: sent.startStep,
      absence: sent.noShowMinutes === null ? undefined : String(sent.noShowMinutes),
      consignes: sent.instructions,
    };
    const names = { etape: "startStep", absence: "noShowMinutes", consignes: "instructions" };
    const read = await checkForm(useSettingsForm(stepsOf(settings)), { form, names }, locale);
    if ("problem" in read) return read.problem;
    const { etape: startStep, absence: noShowMinutes = null, consignes: instructions = "" } = read.value;
    const outcome = await editUseSettings(actor, {
      resourceId: resource,
      version,
      startStep,
      noShowMinutes,
      instructions,
    });
    if (outcome.ok) return shown(actor, resource);
    return problem(409, outcome.problem.code, { version: (await useSettingsOf(actor, resource)).version });
  },
});

async function shown(actor: Actor, resource: string): Promise<z.input<typeof Use>> {
  const { version, startStep, noShowMinutes, instructions, doorCode, can } = await useSettingsOf(actor, resource);
  return {
    version,
    startStep,
    noShowMinutes,
    instructions: can.readLog ? instructions : null,
    doorCode: can.edit ? doorCode : null,
  };
}

export const loader = apiRoute(read, replace);
export const action = loader;
