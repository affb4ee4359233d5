/** Texts that were handed in: kept on this device until the server has them, and given back if it refuses. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import type { OutgoingText } from "./records.ts";
import { inAnyCase } from "./reserve.ts";

/** Texts that were sent are remembered for a day, so that the screen can say so. */
const REMEMBERED_MS = 24 * 3_600_000;

/** Hand a text in: it is on the disk when this resolves, and its draft is gone; `sync` sends it. The same again, from another tab, changes nothing. */
export async function handInText(given: Pick<OutgoingText, "task" | "owner" | "collection" | "text">): Promise<OutgoingText> {
  const store = await database();
  const text = await inAnyCase(async () => {
    const kept = store.transaction(["texts", "drafts"], "readwrite");
    const known = await kept.objectStore("texts").get(given.task);
    const same = known !== undefined && known.state !== "refused" && known.text === given.text;
    const next: OutgoingText = same ? known : { ...given, writtenAt: Date.now(), state: "waiting" };
    await Promise.all([kept.objectStore("texts").put(next), kept.objectStore("drafts").delete(next.task), kept.done]);
    return next;
  });
  announce();
  return text;
}

/** This person's texts, the newest first. */
export async function listTexts(owner: string): Promise<OutgoingText[]> {
  const store = await database();
  const texts = await store.getAll("texts");
  return texts.filter((text) => text.owner === owner).sort((one, other) => other.writtenAt - one.writtenAt);
}

export async function textOf(task: string): Promise<OutgoingText | null> {
  const store = await database();
  return (await store.get("texts", task)) ?? null;
}

/** Forget a text: the person has read why it was refused, or copied it. */
export async function dropText(task: string): Promise<void> {
  const store = await database();
  await store.delete("texts", task);
  announce();
}

/** Send a refused text once more. */
export async function retryText(task: string): Promise<void> {
  const text = await textOf(task);
  if (text?.state !== "refused") return;
  const again: OutgoingText = { ...text, state: "waiting" };
  delete again.problem;
  await put(again);
}

/**
 * Send one text. It ends as `sent` or `refused`, the text as it was typed either way.
 *
 * Throws an `ApiProblem` if the same may succeed later; the text then waits on.
 */
export async function sendText(text: OutgoingText): Promise<void> {
  try {
    await got(
      api.POST("/api/v1/transcriptions", {
        params: { header: { "Idempotency-Key": `text-${text.task}-${text.writtenAt}` } },
        body: { items: [{ task_id: text.task, text: text.text }] },
      }),
    );
  } catch (error) {
    if (!(error instanceof ApiProblem) || isForLater(error)) throw error;
    const arrived = error.code === "already_transcribed" && (await isThere(text));
    if (!arrived) {
      await put({ ...text, state: "refused", problem: error.kept });
      return;
    }
  }
  await put({ ...text, state: "sent" });
}

/** Forget texts that were sent more than a day ago. */
export async function sweepTexts(now: number): Promise<void> {
  const store = await database();
  const texts = await store.getAll("texts");
  const old = texts.filter((text) => text.state === "sent" && text.writtenAt < now - REMEMBERED_MS);
  await Promise.all(old.map((text) => store.delete("texts", text.task)));
}

/** Whether a problem is of the moment: no network, too many requests, the server's trouble, or nobody is logged in. */
export function isForLater(problem: ApiProblem): boolean {
  return problem.passes || problem.status === 401 || problem.status === 408 || problem.status >= 500;
}

/** An answer that was lost on its way looks like a second text; the server's own list tells them apart. */
async function isThere(text: OutgoingText): Promise<boolean> {
  const page = await got(api.GET("/api/v1/transcriptions", { params: { query: { limit: 100 } } }));
  const known = page.items.find((one: Message<"TranscriptionMessage">) => one.task_id === text.task);
  return known?.text === text.text.trim();
}

async function put(text: OutgoingText): Promise<void> {
  const store = await database();
  await inAnyCase(() => store.put("texts", text));
  announce();
}
