/** Clips to transcribe with their audio, fetched before they are needed. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { bytesAt } from "../api/uploads.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { forgetKept, keep, keptUnder } from "./kept.ts";

type Task = Message<"TaskMessage">;
/** A clip that is lent to this person; `typed` is its draft as it was then, so that its field can be shown at once. */
export type ReadyTask = { task: Task; audio: Blob; typed: string };
type KeptTask = Pick<ReadyTask, "task" | "audio">;

const WISHED = 3;
const MOST_AT_ONCE = 20;

/** Clips that are on this device and not yet answered, the one that was lent first at the head. */
export async function readyTasks(owner: string, collection: string): Promise<ReadyTask[]> {
  const store = await database();
  const [entries, answered, drafts] = await Promise.all([keptUnder("task", `${owner}:`), store.getAllKeys("texts"), store.getAll("drafts")]);
  const all = entries.map((entry) => entry.value as KeptTask & { wanted: string });
  const open = all.filter(({ task, wanted }) => wanted === collection && !answered.includes(task.id));
  const typed = new Map(drafts.filter((draft) => draft.owner === owner).map((draft) => [draft.task, draft.text]));
  return open
    .sort((one, other) => one.task.leased_at.localeCompare(other.task.leased_at))
    .map(({ task, audio }) => ({ task, audio, typed: typed.get(task.id) ?? "" }));
}

/**
 * Have so many clips on the device. Resolves to what is ready then: an empty list if there is nothing to do.
 *
 * Throws the `ApiProblem` of the server if not one clip is ready.
 */
export async function refillTasks(owner: string, collection: string, wished = WISHED): Promise<ReadyTask[]> {
  const ready = await readyTasks(owner, collection);
  if (ready.length >= wished) return ready;
  try {
    await take(owner, collection, Math.min(MOST_AT_ONCE, wished - ready.length), new Set(ready.map(({ task }) => task.id)));
  } catch (error) {
    if (!(error instanceof ApiProblem) || ready.length === 0) throw error;
  }
  return readyTasks(owner, collection);
}

/** Keep a clip as it is lent now, after its lease was renewed. */
export async function keepTask(owner: string, collection: string, { task, audio }: KeptTask): Promise<void> {
  await keep("task", `${owner}:${task.id}`, { task, audio, wanted: collection });
  announce();
}

/** Forget a clip: it was answered, given up, or is not lent any more. */
export async function dropTask(owner: string, task: string): Promise<void> {
  await forgetKept("task", `${owner}:${task}`);
}

/** Those that are lent already come first: a page that lost its memory must not let them run out. */
async function take(owner: string, collection: string, count: number, known: ReadonlySet<string>): Promise<void> {
  const store = await database();
  const answered = new Set(await store.getAllKeys("texts"));
  const isNew = (task: Task): boolean => !known.has(task.id) && !answered.has(task.id);
  const { id } = await got(api.GET("/api/v1/collections/{collection}", { params: { path: { collection } } }));
  const lent = await got(api.GET("/api/v1/tasks", { params: { query: { status: "leased", limit: 100 } } }));
  const own = lent.items.filter((task) => task.collection_id === id && isNew(task)).slice(0, count);
  const fetched = await Promise.all(own.map((task) => keepAudio(owner, collection, task)));
  const missing = count - fetched.filter(Boolean).length;
  if (missing <= 0) return;
  const taken = await got(
    api.POST("/api/v1/tasks", { params: { header: { "Idempotency-Key": crypto.randomUUID() } }, body: { collection, count: missing } }),
  );
  await Promise.all(taken.items.filter(isNew).map((task) => keepAudio(owner, collection, task)));
}

/** A clip without its audio is of no use; it is fetched at the next refill, for the lease runs on. */
async function keepAudio(owner: string, collection: string, task: Task): Promise<boolean> {
  try {
    await keepTask(owner, collection, { task, audio: await bytesAt(task.chunk.audio_url) });
    return true;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return false;
  }
}
