/** What there is to say next, with or without a network. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem, unreachable } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { keep, kept, keptUnder } from "./kept.ts";
import { keepOnlyMediaOf } from "./media.ts";
import { knownAs } from "./newcomers.ts";
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
/** Recordings of a speaker whom one looks after are looked through so far back to leave out what was said. */
const MOST_PAGES = 5;

/** The prompt to say now, by the owner or by a speaker whom they look after. It stays the next until a take of it is on the device, or it is skipped. */
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

/** Prompts that are on this device and were neither said nor skipped here. */
export async function readyPrompts(owner: string, collection: string, speaker?: string): Promise<Prompt[]> {
  const [queue, done] = await Promise.all([queueOf(owner, collection, speaker), doneHere(owner, speaker)]);
  return queue.prompts.filter((prompt) => !done.has(prompt.id));
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
  // Of somebody whom the server does not know yet it knows no prompts either.
  const known = speaker === undefined ? undefined : await knownAs(speaker);
  if (known === null) throw unreachable();
  const first = await chosen(owner, collection, speaker, known);
  const done = new Set([...(await doneHere(owner, speaker)), ...ready.map((prompt) => prompt.id)]);
  const more: Prompt[] = [first, ...(await somePrompts(collection, known))].filter((prompt) => !done.has(prompt.id));
  const unlike = [...new Map(more.map((prompt) => [prompt.id, prompt])).values()];
  const prompts = [...ready, ...unlike].slice(0, WISHED);
  await keepQueue(owner, collection, speaker, { prompts, asked: Date.now() });
  await keepOnlyMediaOf(await allPrompts(owner, collection));
}

/** Somebody new here has said nothing yet: what is on the device for others is there for them too. */
export async function lendPrompts(owner: string, collection: string, speaker: string): Promise<void> {
  const unlike = [...new Map((await allPrompts(owner, collection)).map((prompt) => [prompt.id, prompt])).values()];
  await keepQueue(owner, collection, speaker, { prompts: unlike.slice(0, WISHED) });
}

/** The server's choice. That it has none is remembered: what is here was said then, if from another device. */
async function chosen(owner: string, collection: string, speaker: string | undefined, known: string | undefined): Promise<Prompt> {
  try {
    return await got(api.POST("/api/v1/prompts/next", { body: { collection, speaker: known ?? null } }));
  } catch (error) {
    if (error instanceof ApiProblem && isNone(error.code)) {
      await keepQueue(owner, collection, speaker, { prompts: [], asked: Date.now(), none: error.code });
    }
    throw error;
  }
}

function isNone(code: string): code is None {
  return code === "no_prompts_yet" || code === "no_prompt_left";
}

/** Prompts that this person has neither said nor skipped anywhere, in an order of chance, so that people without a network do not all say the same. */
async function somePrompts(collection: string, speaker?: string): Promise<Prompt[]> {
  const { items } = await got(api.GET("/api/v1/prompts", { params: { query: { collection, limit: PAGE, state: "offered" } } }));
  // The server tells what the caller said and skipped, and not what others did whom they look after.
  const said = speaker === undefined ? new Set<string>() : await saidThere(collection, speaker);
  return items.filter((prompt) => !said.has(prompt.id)).map((prompt) => ({ prompt, place: Math.random() })).sort((one, other) => one.place - other.place).map(({ prompt }) => prompt);
}

/** What was said or skipped on this device, by the owner or by a speaker whom they look after. */
async function doneHere(owner: string, speaker?: string): Promise<Set<string>> {
  const store = await database();
  const [takes, skips] = await Promise.all([store.getAll("takes"), listSkips(owner)]);
  const said = takes.filter((take) => take.owner === owner && take.speaker === speaker).flatMap((take) => (take.prompt === null ? [] : [take.prompt.id]));
  return new Set([...said, ...skips.filter((skip) => skip.voice === (speaker ?? "")).map((skip) => skip.prompt)]);
}

async function saidThere(collection: string, speaker: string): Promise<Set<string>> {
  const said: string[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: { collection: string; limit: number; cursor?: string; speaker: string } = { collection, limit: PAGE, speaker, ...(cursor === null ? {} : { cursor }) };
    const { items, next_cursor } = await got(api.GET("/api/v1/recordings", { params: { query } }));
    said.push(...items.flatMap((recording) => (recording.prompt_id === null ? [] : [recording.prompt_id])));
    cursor = next_cursor;
    if (cursor === null) break;
  }
  return new Set(said);
}

async function queueOf(owner: string, collection: string, speaker?: string): Promise<Queue> {
  return ((await kept("prompt", queueId(owner, collection, speaker))) as Queue | null) ?? { prompts: [] };
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
