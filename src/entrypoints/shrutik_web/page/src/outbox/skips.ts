/** Prompts that were skipped on this device: they are not offered here again, whether the server knows of it or not. */
import { database } from "./database.ts";
import type { OutgoingSkip } from "./records.ts";

/** This person's skips; those that were sent are remembered for a while. */
export async function listSkips(owner: string): Promise<OutgoingSkip[]> {
  const store = await database();
  return store.getAll("skips", IDBKeyRange.bound([owner], [owner, []]));
}
