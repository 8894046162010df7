import { keyChoices, readKeyForm, type Changes } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { keyFormView, type KeyFormView } from "../pools/key-form-view";
import type { AskedWhatIf } from "./asked";

/** More structures than that, and a weight or limits for each would no longer go into an address. */
const MOST_WEIGHTS = 60;
const MOST_LIMITS = 16;

/** The key to try, as its guided form says it: what it changes, what is wrong, and the form. */
export interface AskedKey {
  readonly form: KeyFormView;
  /** Whose own limits may be typed here. */
  readonly limited: KeyFormView["members"];
  /** Too many take part to type a weight for each. */
  readonly tooMany: boolean;
  readonly values: Readonly<Record<string, string>>;
  readonly change: Changes["key"];
  /** By field: a code of `costsPools.errors`. */
  readonly errors: Readonly<Record<string, string>>;
}

/** Reads it, once a pool and a kind of key are chosen; a form that is opened starts from the pool's present key. */
export async function askedKey(actor: Actor, asked: AskedWhatIf, search: URLSearchParams): Promise<AskedKey | null> {
  if (!asked.key) return null;
  const { poolId, genre } = asked.key;
  const choices = await keyChoices(actor, poolId);
  const form = await keyFormView(choices, genre, actor);
  const tooMany = form.members.length > MOST_WEIGHTS;
  const members = tooMany ? [] : form.members;
  const shown = { form: { ...form, members }, limited: members.length > MOST_LIMITS ? [] : members, tooMany };
  if (!asked.keySent) return { ...shown, values: form.values, change: undefined, errors: {} };
  const read = readKeyForm(
    search,
    members.map(({ id }) => id),
  );
  return {
    ...shown,
    values: asked.values,
    change: read.ok ? { poolId, definition: read.value } : undefined,
    errors: read.ok ? {} : read.errors,
  };
}
