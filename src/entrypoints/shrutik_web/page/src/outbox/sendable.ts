/** The life of a take from done to sent, on the disk: every step is one transaction, and a deleted take stays deleted. */
import type { KeptProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import type { Take } from "./records.ts";
import { inAnyCase } from "./reserve.ts";

/** Headers of sent takes are remembered for a week, without their audio, so that the screen can say so. */
const REMEMBERED_MS = 7 * 24 * 3_600_000;

/** This person's takes that wait to be sent, the oldest first; one that was broken off is among them. */
export async function sendableTakes(owner: string): Promise<Take[]> {
  const store = await database();
  const takes = await store.getAll("takes");
  const own = takes.filter((take) => take.owner === owner && take.held !== true && (take.state === "done" || take.state === "sending"));
  return own.sort((one, other) => one.startedAt - other.startedAt);
}

/** Change a take; null if it is gone. */
export async function changeTake(id: string, change: (take: Take) => Take): Promise<Take | null> {
  const store = await database();
  const changed = await inAnyCase(async () => {
    const kept = store.transaction("takes", "readwrite");
    const take = await kept.store.get(id);
    if (take === undefined) return null;
    const next = change(take);
    await Promise.all([kept.store.put(next), kept.done]);
    return next;
  });
  if (changed !== null) announce();
  return changed;
}

/** The speaker decided for it: from now on it is sent. */
export async function keepTake(id: string): Promise<void> {
  await changeTake(id, (take) => {
    const kept: Take = { ...take };
    delete kept.held;
    return kept;
  });
}

export async function isGone(id: string): Promise<boolean> {
  const store = await database();
  return (await store.getKey("takes", id)) === undefined;
}

/** The server has it, byte for byte, and made this recording of it, if it is one: its audio leaves the device, in the same transaction that says so. */
export async function markSent(id: string, recording?: string): Promise<void> {
  await inAnyCase(() => leave(id, recording));
  announce();
}

async function leave(id: string, recording: string | undefined): Promise<void> {
  const store = await database();
  const kept = store.transaction(["takes", "blocks"], "readwrite");
  const take = await kept.objectStore("takes").get(id);
  if (take !== undefined) {
    const sent: Take = { ...take, state: "sent", ...(recording === undefined ? {} : { recording }) };
    delete sent.file;
    delete sent.uploadUrl;
    delete sent.problem;
    await kept.objectStore("takes").put(sent);
  }
  await Promise.all([kept.objectStore("blocks").delete(IDBKeyRange.bound([id, 0], [id, Infinity])), kept.done]);
}

/** The server will not have it; its audio stays until the speaker deletes it. */
export async function markRefused(id: string, problem: KeptProblem): Promise<void> {
  await changeTake(id, (take) => {
    const refused: Take = { ...take, state: "refused", problem };
    delete refused.uploadUrl;
    return refused;
  });
}

/** Send a refused take once more, as an upload of its own. */
export async function retryTake(id: string): Promise<void> {
  await changeTake(id, (take) => (take.state === "refused" ? anew(take) : take));
}

/** The take as if nothing of it had been sent. */
export function anew(take: Take): Take {
  const again: Take = { ...take, state: "done", attempt: (take.attempt ?? 0) + 1 };
  delete again.uploadUrl;
  delete again.problem;
  return again;
}

/** Forget takes that were sent more than a week ago. */
export async function sweepTakes(now: number): Promise<void> {
  const store = await database();
  const sent = await store.getAllFromIndex("takes", "by-state", "sent");
  const old = sent.filter((take) => (take.endedAt ?? take.startedAt) < now - REMEMBERED_MS);
  await Promise.all(old.map((take) => store.delete("takes", take.id)));
}
