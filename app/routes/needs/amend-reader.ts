import { formText } from "~/form-text";
import { newId } from "~server/kernel/ids";
import type { AddendumForm, AmendedLot, Need } from "~server/tenders";
import { EVERY_LOT, NEW_LOT } from "./amend-names";
import { criteriaGroups } from "./amend-view";
import { readCriteria, reader, readLots, type Wrong } from "./edit-reader";

type Amended = Omit<NonNullable<AddendumForm["amended"]>, "documents">;

/** Reads what an addendum changes of a need: a form that says nothing of it (an API's, an old page's) changes nothing. */
export function readAmended(form: FormData, need: Need): { amended: Amended | null; wrong: Wrong } {
  if (!form.has("description")) return { amended: null, wrong: {} };
  const { fields, wrong: inFields } = readFields(form);
  const { lots, wrong: inLots } = readAmendedLots(form, need);
  const withdrawn = need.files.filter(({ id }) => form.getAll("withdraw").includes(id)).map(({ id }) => id);
  const wrong = { ...inFields, ...inLots };
  return { amended: Object.keys(wrong).length > 0 ? null : { fields, lots, withdrawn }, wrong };
}

function readFields(form: FormData) {
  const { wrong, text, day } = reader(form);
  const [wantedFrom, wantedUntil] = [day("wantedFrom"), day("wantedUntil")];
  if (wantedFrom && wantedUntil && wantedUntil < wantedFrom) wrong.wantedUntil = { code: "order" };
  const words = { summary: text("summary", 400), description: text("description", 20000) };
  return {
    fields: { ...words, place: text("place", 120), contact: text("contact", 200), wantedFrom, wantedUntil },
    wrong,
  };
}

function readAmendedLots(form: FormData, need: Need): { lots: AmendedLot[]; wrong: Wrong } {
  const dropped = form.getAll("drop");
  const kept = need.lots.filter(({ id }) => !dropped.includes(id));
  const { lots: read, wrong } = readLots(form, { lots: kept });
  const groups = criteriaGroups(need).map(({ name, lot }) => ({ name, lot, ...readCriteria(form, `${name}-`) }));
  for (const group of groups)
    if (group.name === EVERY_LOT || !dropped.includes(group.name)) Object.assign(wrong, group.wrong);
  const lots = kept.map((lot): AmendedLot => {
    const typed = read.find(({ id }) => id === lot.id) ?? lot;
    const group = groups.find(({ name }) => name === EVERY_LOT || name === lot.id);
    const criteria = group?.criteria.map((criterion, place) => ({
      ...criterion,
      id: lot.criteria[group.rows[place] ?? -1]?.id ?? newId(),
    }));
    return { ...bare(typed), criteria: criteria ?? lot.criteria };
  });
  if (formText(form, `title-${NEW_LOT}`).trim() === "") return { lots, wrong };
  const { lots: added, wrong: inNew } = readLots(form, { lots: [{ id: NEW_LOT }] });
  Object.assign(wrong, inNew);
  const alike = groups[0]?.criteria ?? [];
  const criteria = () => alike.map((criterion) => ({ ...criterion, id: newId() }));
  return { lots: [...lots, ...added.map((lot) => ({ ...bare(lot), id: newId(), criteria: criteria() }))], wrong };
}

/** What an addendum may change of a lot, and nothing beside it. */
function bare(lot: Omit<AmendedLot, "criteria">) {
  const { id, title, description, estimateCents, estimateShown, reservedTo, minimumHours } = lot;
  return { id, title, description, estimateCents, estimateShown, reservedTo, minimumHours };
}

/** The documents that a form brings, with their bytes. */
export async function readDocuments(form: FormData) {
  const sent = form.getAll("files").filter((file) => file instanceof File);
  return Promise.all(
    sent
      .filter(({ size }) => size > 0)
      .map(async (file) => ({ name: file.name, type: file.type, bytes: new Uint8Array(await file.arrayBuffer()) })),
  );
}
