import { z } from "zod";
import { apiRoute, endpoint } from "~/http/api";
import { cursorOf, encodeCursor, listOf } from "~/http/api-shapes";
import { logOf } from "~server/use";
import { LogEntry, shownUse } from "./log-shape";

const list = endpoint("GET", "/resources/:resource/log", {
  summary: {
    fr: "Le carnet d'une ressource, pour qui la partage : qui l'a prise, jusqu'où, dans quel état, la dernière fois d'abord",
    en: "The log of a resource, for who shares it: who took it, how far, in what state, the last time first",
  },
  scope: "use",
  query: z.strictObject({ cursor: cursorOf(z.int().min(2).max(100_000)).optional() }),
  response: listOf(LogEntry),
  handle: async ({ actor, params: { resource }, query: { cursor: page = 1 } }) => {
    const { lines, more } = await logOf(actor, resource, page);
    return {
      items: lines.map((line) => shownUse(line, actor)),
      nextCursor: more ? encodeCursor(page + 1) : null,
    };
  },
});

export const loader = apiRoute(list);
export const action = loader;
