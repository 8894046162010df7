import { keyChoices, readKeyForm, type Changes } from "~server/costs";
import type { Actor } from "~server/kernel/actor";
import { keyFormView, type KeyFormView } from "../pools/key-form-view";
import type { AskedWhatIf } from "./asked";

/** More structures than that, and their own fields would no longer go into an address. */
const MOST = 60;

/** The key to try, as its guided form says it: what it changes, what is wrong, and the form. */
export interface AskedKey {
  readonly form: KeyFormView;
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
  const shown = { ...form, members: form.members.slice(0, MOST) };
  if (!asked.keySent) return { form: shown, values: form.values, change: undefined, errors: {} };
  const read = readKeyForm(
    search,
    shown.members.map(({ id }) => id),
  );
  return {
    form: shown,
    values: asked.values,
    change: read.ok ? { poolId, definition: read.value } : undefined,
    errors: read.ok ? {} : read.errors,
  };
}
