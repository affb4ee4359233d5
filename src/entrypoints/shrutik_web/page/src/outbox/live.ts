/** What is on the disk of one person, read anew whenever something in the outbox changes, in this tab or another. */
import { useCallback, useMemo, useSyncExternalStore } from "react";
import { onChangeSoon } from "./changes.ts";

type Read<T> = (owner: string) => Promise<T>;

/** Null until it was read, and while there is no owner. `read` is the same function each time. */
export function useLive<T>(owner: string | null, read: Read<T>): T | null {
  const live = useMemo(() => (owner === null ? null : liveOf(owner, read)), [owner, read]);
  const subscribe = useCallback((listener: () => void) => live?.subscribe(listener) ?? (() => undefined), [live]);
  return useSyncExternalStore(subscribe, () => live?.value ?? null);
}

const lives = new WeakMap<Read<never>, Map<string, Live<unknown>>>();

/** All who look at the same share one reading of it. */
function liveOf<T>(owner: string, read: Read<T>): Live<T> {
  const known = lives.get(read as Read<never>) ?? new Map<string, Live<unknown>>();
  lives.set(read as Read<never>, known);
  const live = known.get(owner) ?? new Live(() => read(owner));
  known.set(owner, live);
  return live as Live<T>;
}

class Live<T> {
  /** Null while nobody looks. */
  value: T | null = null;
  #reading = 0;
  readonly #listeners = new Set<() => void>();
  #end = (): void => undefined;

  constructor(private readonly read: () => Promise<T>) {}

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    if (this.#listeners.size === 1) this.#begin();
    return () => {
      if (this.#listeners.delete(listener) && this.#listeners.size === 0) this.#forget();
    };
  };

  #begin(): void {
    const look = (): void => void this.#look();
    this.#end = onChangeSoon(look);
    look();
  }

  #forget(): void {
    this.#end();
    this.#reading++;
    this.value = null;
  }

  /** Of two readings that overlap, the later one counts. */
  async #look(): Promise<void> {
    const reading = ++this.#reading;
    const value = await this.read();
    if (reading !== this.#reading) return;
    this.value = value;
    for (const listener of this.#listeners) listener();
  }
}
