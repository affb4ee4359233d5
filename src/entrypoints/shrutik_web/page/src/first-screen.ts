/** What can wait begins once the first screen is useful: over a slow network nothing shall compete with it. */

/** A screen that has asked for nothing more for so long has what it shows. */
const QUIET_MS = 300;
/** A server that does not answer holds back what can wait no longer than this. */
const MOST_WAITED_MS = 20_000;

let begin: () => void = () => undefined;

/** Resolves when the first screen of this tab stands. */
export const firstScreen = new Promise<void>((resolve) => { begin = resolve; });

/** Say that a screen is there, and whether it still asks for something; returns what takes it back. */
export function screenStands(asking: boolean): () => void {
  const timer = setTimeout(begin, asking ? MOST_WAITED_MS : QUIET_MS);
  return () => { clearTimeout(timer); };
}
