import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { checkForm } from "~/http/api-form";
import { Id, Instant, isoWithOffset, limit, listCursor, listOf, pageOf } from "~/http/api-shapes";
import { paths } from "~/paths";
import { addDisplay, displayForm, displaysOf, type Display as OwnDisplay } from "~server/use";
import type { Actor } from "~server/kernel/actor";
import { NotFound } from "~server/kernel/errors";

const Display = z
  .object({ id: Id, label: z.string(), createdAt: Instant, lastUsedAt: Instant.nullable() })
  .meta({ id: "Display" });

const list = endpoint("GET", "/resources/:resource/displays", {
  summary: {
    fr: "Les tablettes à la porte d'une ressource, pour qui la partage",
    en: "The tablets by the door of a resource, for who shares it",
  },
  scope: "catalogue:read",
  query: z.strictObject({ cursor: listCursor, limit }),
  response: listOf(Display),
  handle: async ({ actor, params: { resource }, query }) =>
    pageOf(
      (await displaysOf(actor, resource)).map((display) => shown(display, actor)),
      query,
    ),
});

const add = endpoint("POST", "/resources/:resource/displays", {
  summary: {
    fr: "Ouvrir l'adresse d'une tablette de porte ; elle n'est montrée qu'une fois",
    en: "Open the address of a tablet by a door; it is shown once",
  },
  scope: "catalogue:write",
  secret: true,
  body: z.strictObject({ label: z.string().optional() }),
  response: Display.extend({ url: z.string() }).meta({ id: "NewDisplay" }),
  success: 201,
  problems: { already_shown: 409 },
  handle: async ({ actor, params: { resource: resourceId }, body: { label }, idempotentId: id, locale, request }) => {
    const read = await checkForm(displayForm, { form: { id, nom: label }, names: { nom: "label" } }, locale);
    if ("problem" in read) return read.problem;
    const secret = await addDisplay(actor, { id, resourceId, label: read.value.nom ?? "" });
    const display = (await displaysOf(actor, resourceId)).find((each) => each.id === id);
    if (!display) throw new NotFound("display");
    return { ...shown(display, actor), url: new URL(request.url).origin + paths.display(secret) };
  },
});

function shown({ id, label, createdAt, lastUsedAt }: OwnDisplay, { timeZone }: Actor): z.input<typeof Display> {
  const at = (instant: Date) => isoWithOffset(instant, timeZone);
  return { id, label, createdAt: at(createdAt), lastUsedAt: lastUsedAt && at(lastUsedAt) };
}

export const loader = apiRoute(list, add);
export const action = loader;
