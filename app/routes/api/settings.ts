import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import type { Actor } from "~server/kernel/actor";
import { allow } from "~server/kernel/permissions";
import { editSettings, settingsForm, settingsOf } from "~server/poles";

const Settings = z
  .object({
    timeZone: z.string(),
    holidayZone: z.string().meta({ description: "Whose bank holidays close what closes then: metropole, reunion…" }),
    schoolZone: z.string().nullable().meta({ description: "A, B or C; null where schools follow no zone." }),
    followers: z
      .object({ bank: z.int(), school: z.int() })
      .meta({ description: "How many resources close on these days." }),
  })
  .meta({ id: "Settings" });

const read = endpoint("GET", "/settings", {
  summary: { fr: "Les réglages du pôle, pour qui l'anime", en: "The settings of the pôle, for who runs it" },
  scope: "pole:read",
  response: Settings,
  handle: ({ actor }) => shown(actor),
});

const replace = endpoint("PUT", "/settings", {
  summary: {
    fr: "Changer les réglages du pôle ; ce qui est réservé le reste",
    en: "Change the settings of the pôle; what is booked stays",
  },
  scope: "pole:write",
  body: z.strictObject({ holidayZone: z.string(), schoolZone: z.string().nullable() }),
  response: Settings,
  handle: async ({ actor, body: { holidayZone, schoolZone }, locale }) => {
    allow(actor, "pole.edit-settings");
    const form = { holidayZone, schoolZone: schoolZone ?? "" };
    const read = await checkForm(settingsForm, { form, names: {} }, locale);
    if ("problem" in read) return read.problem;
    await editSettings(actor, read.value);
    return shown(actor);
  },
});

/** @throws Forbidden */
async function shown(actor: Actor): Promise<z.input<typeof Settings>> {
  allow(actor, "pole.edit-settings");
  return { timeZone: actor.timeZone, ...(await settingsOf(actor)) };
}

export const loader = apiRoute(read, replace);
export const action = loader;
