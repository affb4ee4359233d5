/** What was fetched ahead: the newest if there is a network, else what was kept of it. */
import { ApiProblem } from "../api/problems.ts";
import { database } from "./database.ts";
import type { Kept } from "./records.ts";
import { isFull } from "./reserve.ts";

type Kind = Kept["kind"];

/** Keep something for later; a disk that is full keeps it not, and nothing else is harmed. */
export async function keep(kind: Kind, id: string, value: unknown): Promise<void> {
  const store = await database();
  try {
    await store.put("kept", { kind, id, at: Date.now(), value });
  } catch (error) {
    if (!isFull(error)) throw error;
  }
}

/** What was kept, as the caller kept it; null if nothing was. */
export async function kept(kind: Kind, id: string): Promise<unknown> {
  const store = await database();
  return (await store.get("kept", [kind, id]))?.value ?? null;
}

/** All of a kind whose id begins with a prefix. */
export async function keptUnder(kind: Kind, prefix: string): Promise<Kept[]> {
  const store = await database();
  return store.getAll("kept", IDBKeyRange.bound([kind, prefix], [kind, `${prefix}\uffff`]));
}

export async function forgetKept(kind: Kind, id: string): Promise<void> {
  const store = await database();
  await store.delete("kept", [kind, id]);
}

/** Milliseconds after which a network that says nothing is as good as none, if there is something to show instead. */
const PATIENCE_MS = 5_000;

/**
 * What the server says now, kept; what was kept if the server cannot be asked, or does not answer for a while.
 *
 * Throws the `ApiProblem` if nothing was kept, or if the server refuses: then it is not a matter of the network.
 */
export async function freshOrKept<Value>(kind: Kind, id: string, ask: () => Promise<Value>): Promise<Value> {
  const before = await kept(kind, id);
  const fresh = asked(kind, id, ask);
  if (before === null) return fresh;
  try {
    return await soon(fresh, before as Value);
  } catch (error) {
    if (!(error instanceof ApiProblem) || !error.passes) throw error;
    return before as Value;
  }
}

async function asked<Value>(kind: Kind, id: string, ask: () => Promise<Value>): Promise<Value> {
  const value = await ask();
  await keep(kind, id, value);
  return value;
}

/** Whichever comes first: the answer, or the end of our patience. An answer that comes later is kept all the same. */
async function soon<Value>(fresh: Promise<Value>, before: Value): Promise<Value> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const patience = new Promise<Value>((resolve) => {
    timer = setTimeout(() => {
      resolve(before);
    }, PATIENCE_MS);
  });
  try {
    return await Promise.race([fresh, patience]);
  } finally {
    clearTimeout(timer);
  }
}
