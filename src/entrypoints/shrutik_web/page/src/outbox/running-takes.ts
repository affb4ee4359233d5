/** Which takes are being recorded now, in this tab or another: each holds a lock, and a killed page lets go of it. */

const LOCK = "shrutik-take-";

/** Hold a take for as long as it is recorded; returns what lets go. */
export function holdTake(id: string): () => void {
  let release = (): void => undefined;
  const held = new Promise<void>((resolve) => { release = resolve; });
  // Undefined on pages that are not secure, whatever the type says.
  const locks = navigator.locks as LockManager | undefined;
  void locks?.request(LOCK + id, () => held);
  return () => { release(); };
}

/** Of these takes, those that some tab records now. */
export async function runningTakes(): Promise<ReadonlySet<string>> {
  const locks = navigator.locks as LockManager | undefined;
  const known = await locks?.query();
  const names = [...(known?.held ?? []), ...(known?.pending ?? [])].map((lock) => lock.name ?? "");
  return new Set(names.filter((name) => name.startsWith(LOCK)).map((name) => name.slice(LOCK.length)));
}
