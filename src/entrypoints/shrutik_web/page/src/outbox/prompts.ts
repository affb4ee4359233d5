/** What there is to say next, with or without a network. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { keep, kept } from "./kept.ts";
import { keepOnlyMediaOf } from "./media.ts";
import { listSkips } from "./skips.ts";

type Prompt = Message<"PromptMessage">;
type None = "no_prompts_yet" | "no_prompt_left";
/** `asked`: when the server was asked last; `none`: what it said then, if it had no prompt. */
type Queue = { prompts: Prompt[]; asked?: number; none?: None };
/** `no_prompts_yet` and `no_prompt_left` are the server's words; `offline`: none is left on this device. */
export type NextPrompt = { prompt: Prompt } | { none: None | "offline" };

const WISHED = 40;
const REFILL_BELOW = 20;
const PAGE = 100;
/** A server that had no more prompts is asked again after so many milliseconds. */
const ASK_AGAIN_MS = 60_000;

/** The prompt to say now. It stays the next until a take of it is on the device, or it is skipped. */
export async function nextPrompt(owner: string, collection: string): Promise<NextPrompt> {
  const ready = await readyPrompts(owner, collection);
  if (ready.length < REFILL_BELOW && ready[0] !== undefined) void refillPrompts(owner, collection).catch(onlyForLater);
  if (ready[0] !== undefined) return { prompt: ready[0] };
  try {
    await refillPrompts(owner, collection);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (isNone(error.code)) return { none: error.code };
    if (error.passes) return { none: "offline" };
    throw error;
  }
  const [first] = await readyPrompts(owner, collection);
  if (first !== undefined) return { prompt: first };
  return { none: (await queueOf(owner, collection)).none ?? "no_prompt_left" };
}

/** Prompts that are on this device and were neither said nor skipped here. */
export async function readyPrompts(owner: string, collection: string): Promise<Prompt[]> {
  const [queue, done] = await Promise.all([queueOf(owner, collection), doneHere(owner)]);
  return queue.prompts.filter((prompt) => !done.has(prompt.id));
}

/**
 * Have enough prompts on the device: the server's choice first, then others that this person has not said.
 *
 * Throws the `ApiProblem` of the server: 404 `no_prompts_yet` or `no_prompt_left` too.
 */
export async function refillPrompts(owner: string, collection: string): Promise<void> {
  const [ready, queue] = [await readyPrompts(owner, collection), await queueOf(owner, collection)];
  const answered = queue.none !== undefined || ready.length > 0;
  if (ready.length >= REFILL_BELOW || (answered && Date.now() - (queue.asked ?? 0) < ASK_AGAIN_MS)) return;
  const first = await chosen(owner, collection);
  const known = new Set([...(await doneHere(owner)), ...ready.map((prompt) => prompt.id)]);
  const more: Prompt[] = [first, ...(await somePrompts(collection))].filter((prompt) => !known.has(prompt.id));
  const unlike = [...new Map(more.map((prompt) => [prompt.id, prompt])).values()];
  const prompts = [...ready, ...unlike].slice(0, WISHED);
  await keepQueue(owner, collection, { prompts, asked: Date.now() });
  await keepOnlyMediaOf(prompts);
}

/** The server's choice. That it has none is remembered: what is here was said then, if from another device. */
async function chosen(owner: string, collection: string): Promise<Prompt> {
  try {
    return await got(api.POST("/api/v1/prompts/next", { body: { collection, speaker: null } }));
  } catch (error) {
    if (error instanceof ApiProblem && isNone(error.code)) {
      await keepQueue(owner, collection, { prompts: [], asked: Date.now(), none: error.code });
    }
    throw error;
  }
}

function isNone(code: string): code is None {
  return code === "no_prompts_yet" || code === "no_prompt_left";
}

/** Prompts that this person has neither said nor skipped anywhere, in an order of chance, so that people without a network do not all say the same. */
async function somePrompts(collection: string): Promise<Prompt[]> {
  const { items } = await got(api.GET("/api/v1/prompts", { params: { query: { collection, limit: PAGE, state: "offered" } } }));
  return items.map((prompt) => ({ prompt, place: Math.random() })).sort((one, other) => one.place - other.place).map(({ prompt }) => prompt);
}

/** What was said or skipped on this device. */
async function doneHere(owner: string): Promise<Set<string>> {
  const store = await database();
  const [takes, skips] = await Promise.all([store.getAll("takes"), listSkips(owner)]);
  const said = takes.filter((take) => take.owner === owner && take.speaker === undefined).flatMap((take) => (take.prompt === null ? [] : [take.prompt.id]));
  return new Set([...said, ...skips.map((skip) => skip.prompt)]);
}

async function queueOf(owner: string, collection: string): Promise<Queue> {
  return ((await kept("prompt", `${owner}:${collection}`)) as Queue | null) ?? { prompts: [] };
}

async function keepQueue(owner: string, collection: string, queue: Queue): Promise<void> {
  await keep("prompt", `${owner}:${collection}`, queue);
  announce();
}

function onlyForLater(error: unknown): void {
  if (!(error instanceof ApiProblem)) throw error;
}
