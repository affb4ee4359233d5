/** One at a time, in all tabs: what two must not do at once. */

/** On pages that are not secure the browser gives no locks, and each tab waits for itself only. */
const turns = new Map<string, Promise<unknown>>();

/** Wait for one's turn, and act. */
export function alone<T>(lock: string, act: () => Promise<T>, options: LockOptions = {}): Promise<T> {
  // Undefined there, whatever the type says.
  const locks = navigator.locks as LockManager | undefined;
  if (locks !== undefined) return locks.request(lock, options, act);
  const turn = (turns.get(lock) ?? Promise.resolve()).then(act, act);
  turns.set(lock, turn);
  return turn;
}
