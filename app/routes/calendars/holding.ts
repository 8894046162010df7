// While somebody drags, the page beneath must not be drawn anew: what they hold would be lost, or land elsewhere.
let held = false;
const waiting = new Set<() => void>();

/** From here on, what would redraw the page waits. */
export function hold(): void {
  held = true;
}

/** What waited is done now, each once. */
export function release(): void {
  if (!held) return;
  held = false;
  const acts = [...waiting];
  waiting.clear();
  for (const act of acts) act();
}

/** Does it now, or once nothing is held any more. */
export function whenReleased(act: () => void): void {
  if (held) waiting.add(act);
  else act();
}

/** It need not be done any more. */
export function forget(act: () => void): void {
  waiting.delete(act);
}
