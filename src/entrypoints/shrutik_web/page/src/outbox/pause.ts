/** Why the outbox is not being sent just now. */
import { useSyncExternalStore } from "react";

/** `offline`: the server cannot be reached; `log_in`: the session is over; `later`: the server asked to wait, or had trouble. */
export type Pause = "offline" | "log_in" | "later" | null;

let pause: Pause = null;
const listeners = new Set<() => void>();

export function setOutboxPause(next: Pause): void {
  pause = next;
  for (const listener of listeners) listener();
}

export function usePause(): Pause {
  return useSyncExternalStore(subscribe, () => pause);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
