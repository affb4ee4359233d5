/** Drafts: what stands in a text field, kept on this device at every keystroke. */
import { database } from "./database.ts";
import type { Draft } from "./records.ts";
import { inAnyCase } from "./reserve.ts";

/** Keep what stands in the field now; an empty text is a draft too, for it may be the answer. */
export async function keepDraft(owner: string, task: string, text: string): Promise<void> {
  const store = await database();
  await inAnyCase(() => store.put("drafts", { task, owner, text, at: Date.now() }));
}

/** The draft of a task by this person; null if there is none. */
export async function draftOf(owner: string, task: string): Promise<Draft | null> {
  const store = await database();
  const draft = await store.get("drafts", task);
  return draft?.owner === owner ? draft : null;
}

/** Forget a draft: its task was skipped, or its text was handed in. */
export async function dropDraft(task: string): Promise<void> {
  const store = await database();
  await store.delete("drafts", task);
}
