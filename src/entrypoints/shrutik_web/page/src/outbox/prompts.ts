/** What there is to say next, with or without a network. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { keep, kept, keptUnder } from "./kept.ts";
import { keepOnlyMediaOf } from "./media.ts";

type Prompt = Message<"PromptMessage">;
type None = "no_prompts_yet" | "no_prompt_left";
/** `asked`: when the server was asked last; `none`: what it said then, if it had no prompt. */
type Queue = { prompts: Prompt[]; passed: string[]; asked?: number; none?: None };
/** `no_prompts_yet` and `no_prompt_left` are the server's words; `offline`: none is left on this device. */
export type NextPrompt = { prompt: Prompt } | { none: None | "offline" };

const WISHED = 40;
const REFILL_BELOW = 20;
const PAGE = 100;
/** A server that had no more prompts is asked again after so many milliseconds. */
const ASK_AGAIN_MS = 60_000;
/** One's own recordings are looked through so far back to leave out what one has said. */
const MOST_PAGES = 5;

/** The prompt to say now, by the owner or by a speaker whom they look after. It stays the next until a take of it is on the device, or it is passed over. */
export async function nextPrompt(owner: string, collection: string, speaker?: string): Promise<NextPrompt> {
  const ready = await readyPrompts(owner, collection, speaker);
  if (ready.length < REFILL_BELOW && ready[0] !== undefined) void refillPrompts(owner, collection, speaker).catch(onlyForLater);
  if (ready[0] !== undefined) return { prompt: ready[0] };
  try {
    await refillPrompts(owner, collection, speaker);
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    if (isNone(error.code)) return { none: error.code };
    if (error.passes) return { none: "offline" };
    throw error;
  }
  const [first] = await readyPrompts(owner, collection, speaker);
  if (first !== undefined) return { prompt: first };
  return { none: (await queueOf(owner, collection, speaker)).none ?? "no_prompt_left" };
}

/** Prompts that are on this device and were neither said nor passed over here. */
export async function readyPrompts(owner: string, collection: string, speaker?: string): Promise<Prompt[]> {
  const [queue, said] = await Promise.all([queueOf(owner, collection, speaker), saidHere(owner, speaker)]);
  return queue.prompts.filter((prompt) => !said.has(prompt.id) && !queue.passed.includes(prompt.id));
}

/**
 * Have enough prompts on the device: the server's choice first, then others that this person, or the speaker, has not said.
 *
 * Throws the `ApiProblem` of the server: 404 `no_prompts_yet` or `no_prompt_left` too.
 */
export async function refillPrompts(owner: string, collection: string, speaker?: string): Promise<void> {
  const [ready, queue] = [await readyPrompts(owner, collection, speaker), await queueOf(owner, collection, speaker)];
  const answered = queue.none !== undefined || ready.length > 0;
  if (ready.length >= REFILL_BELOW || (answered && Date.now() - (queue.asked ?? 0) < ASK_AGAIN_MS)) return;
  const first = await chosen(owner, collection, speaker);
  // The server knows best what it has of this voice: a list of recordings holds those of others whom one looks after, too.
  const [said, saidBefore] = [await saidHere(owner, speaker), new Set(await saidThere(collection, speaker))];
  const known = new Set([...said, ...queue.passed, ...ready.map((prompt) => prompt.id)]);
  const others = (await somePrompts(collection)).filter((prompt) => !saidBefore.has(prompt.id));
  const more: Prompt[] = [first, ...others].filter((prompt) => !known.has(prompt.id));
  const unlike = [...new Map(more.map((prompt) => [prompt.id, prompt])).values()];
  const prompts = [...ready, ...unlike].slice(0, WISHED);
  await keepQueue(owner, collection, speaker, { passed: queue.passed, prompts, asked: Date.now() });
  await keepOnlyMediaOf(await allPrompts(owner, collection));
}

/** The server's choice. That it has none is remembered: what is here was said then, if from another device. */
async function chosen(owner: string, collection: string, speaker?: string): Promise<Prompt> {
  try {
    return await got(api.POST("/api/v1/prompts/next", { body: { collection, speaker: speaker ?? null } }));
  } catch (error) {
    if (error instanceof ApiProblem && isNone(error.code)) {
      const { passed } = await queueOf(owner, collection, speaker);
      await keepQueue(owner, collection, speaker, { passed, prompts: [], asked: Date.now(), none: error.code });
    }
    throw error;
  }
}

function isNone(code: string): code is None {
  return code === "no_prompts_yet" || code === "no_prompt_left";
}

/** A page of the collection's prompts in an order of chance, so that people without a network do not all say the same. */
async function somePrompts(collection: string): Promise<Prompt[]> {
  const { items } = await got(api.GET("/api/v1/prompts", { params: { query: { collection, limit: PAGE } } }));
  return items.map((prompt) => ({ prompt, place: Math.random() })).sort((one, other) => one.place - other.place).map(({ prompt }) => prompt);
}

async function saidHere(owner: string, speaker?: string): Promise<Set<string>> {
  const store = await database();
  const takes = await store.getAll("takes");
  return new Set(takes.filter((take) => take.owner === owner && take.speaker === speaker).flatMap((take) => (take.prompt === null ? [] : [take.prompt.id])));
}

async function saidThere(collection: string, speaker?: string): Promise<string[]> {
  const said: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: { collection: string; limit: number; cursor?: string; speaker?: string } = { collection, limit: PAGE, ...(cursor === null ? {} : { cursor }), ...(speaker === undefined ? {} : { speaker }) };
    const { items, next_cursor } = await got(api.GET("/api/v1/recordings", { params: { query } }));
    said.push(...items.flatMap((recording) => (recording.prompt_id === null ? [] : [recording.prompt_id])));
    cursor = next_cursor;
    if (cursor === null) break;
  }
  return said;
}

async function queueOf(owner: string, collection: string, speaker?: string): Promise<Queue> {
  return ((await kept("prompt", queueId(owner, collection, speaker))) as Queue | null) ?? { prompts: [], passed: [] };
}

async function keepQueue(owner: string, collection: string, speaker: string | undefined, queue: Queue): Promise<void> {
  await keep("prompt", queueId(owner, collection, speaker), queue);
  announce();
}

/** A speaker's prompts stand beside the owner's own. */
function queueId(owner: string, collection: string, speaker?: string): string {
  return [owner, collection, ...(speaker === undefined ? [] : [speaker])].join(":");
}

/** What is queued in a collection for anybody's voice. */
async function allPrompts(owner: string, collection: string): Promise<Prompt[]> {
  const own = queueId(owner, collection);
  const queues = (await keptUnder("prompt", own)).filter(({ id }) => id === own || id.startsWith(`${own}:`));
  return queues.flatMap(({ value }) => (value as Queue).prompts);
}

function onlyForLater(error: unknown): void {
  if (!(error instanceof ApiProblem)) throw error;
}
