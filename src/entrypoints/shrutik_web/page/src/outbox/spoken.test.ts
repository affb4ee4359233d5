import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../api/client.ts";
import { lockManager } from "../testing/locks.ts";
import { database } from "./database.ts";
import { knownAs, newSpeaker } from "./newcomers.ts";
import { lendPrompts, nextPrompt } from "./prompts.ts";
import type { SpokenConsent, Take } from "./records.ts";
import { keepTake } from "./sendable.ts";
import { speakersAhead } from "./speakers.ts";
import { startSync, syncNow } from "./sync.ts";
import { TakeWriter, type About } from "./take-writer.ts";
import { send } from "./upload.ts";

vi.mock("./upload.ts", async (original) => ({ ...(await original<object>()), send: vi.fn() }));

const facts = { rung: "worklet", sampleRate: 8_000, channels: 1, microphone: "", echoCancellation: null, noiseSuppression: null, autoGainControl: null, mayHaveGaps: false, ended: null } as const;
const about: About = { owner: "rina", collection: "bn-read", collectionName: "", language: "bn", prompt: null };
const collection = { id: "c1", slug: "bn-read", language: "bn", consent: { version: "1" } } as Message<"CollectionMessage">;
const agreed: SpokenConsent = { version: "1", purposes: ["record", "publish"], language: "bn", hash: "h" };
let stop: () => void = () => undefined;

beforeEach(async () => {
  const store = await database();
  await Promise.all((["takes", "blocks", "texts", "consents", "skips", "kept"] as const).map((name) => store.clear(name)));
  vi.stubGlobal("navigator", { onLine: true, locks: lockManager() });
  vi.mocked(send).mockReset().mockImplementation(({ sha256 }) => Promise.resolve({ recording: "r1", sha256 }));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

type Asked = { what: string; key: string | null; said: Record<string, unknown> };

/** A server that gives newcomers the id "s1", unless its answer to an address is another; null cannot be reached. */
function serve(answers: Readonly<Record<string, { status: number; body: unknown } | null>> = {}): Asked[] {
  const asked: Asked[] = [];
  vi.stubGlobal("fetch", async (input: Request | string, init: RequestInit = {}) => {
    const request = typeof input === "string" ? null : input;
    const path = typeof input === "string" ? input : new URL(input.url).pathname;
    const what = `${request?.method ?? init.method ?? "GET"} ${path}`;
    const form = init.body instanceof FormData ? Object.fromEntries(init.body) : null;
    const said = form ?? (request?.method === "POST" ? ((await request.json()) as Record<string, unknown>) : {});
    asked.push({ what, key: new Headers(request?.headers ?? init.headers).get("Idempotency-Key"), said });
    const told = what in answers ? answers[what] : { status: what.startsWith("POST") ? 201 : 200, body: { id: "s1", items: [], next_cursor: null } };
    if (told === null || told === undefined) throw new TypeError("Failed to fetch");
    return Response.json(told.body, { status: told.status });
  });
  return asked;
}

async function made(more: Partial<About>): Promise<Take> {
  const writer = new TakeWriter({ ...about, ...more }, facts, new Float32Array(500).fill(0.25), () => undefined);
  const take = await writer.end("stopped", false);
  await keepTake(take.id);
  return take;
}

async function stateOf({ id }: Take): Promise<string | undefined> {
  return (await (await database()).get("takes", id))?.state;
}

test("a newcomer is made known first, then their word is sent, and then what they said, under the server's id", async () => {
  const asked = serve();
  const speaker = newSpeaker();
  const voice = { speaker, speakerName: "Karima" };
  const consent = await made({ ...voice, agreed: { ...agreed, newcomer: { minor: true, guardian: "Rokeya" } } });
  const take = await made(voice);
  stop = startSync("rina");
  await vi.waitFor(async () => { expect(await stateOf(take)).toBe("sent"); });
  const posts = asked.filter((one) => one.what.startsWith("POST"));
  expect(posts.map((one) => one.what)).toEqual(["POST /api/v1/speakers", "POST /api/v1/speakers/s1/consents"]);
  expect(posts[0]).toMatchObject({ key: `speaker-${speaker}`, said: { collection: "bn-read", name: "Karima", minor: true, guardian: "Rokeya" } });
  expect(posts[1]).toMatchObject({ key: consent.id, said: { version: "1", purposes: "record,publish", language: "bn", hash: "h" } });
  expect(posts[1]?.said["audio"]).toBeInstanceOf(File);
  expect(vi.mocked(send).mock.calls.map(([{ take: sent }]) => sent.speaker)).toEqual(["s1"]);
  expect([await knownAs(speaker), await knownAs("s2")]).toEqual(["s1", "s2"]);
});

test("nothing that a speaker said goes before their consent has arrived", async () => {
  serve({ "POST /api/v1/speakers/s2/consents": { status: 500, body: { code: "internal", detail: "" } } });
  const consent = await made({ speaker: "s2", speakerName: "Mina", agreed });
  const take = await made({ speaker: "s2", speakerName: "Mina" });
  const own = await made({});
  stop = startSync("rina");
  await vi.waitFor(async () => { expect(await stateOf(own)).toBe("sent"); });
  expect([await stateOf(consent), await stateOf(take)]).toEqual(["done", "done"]);
  serve();
  syncNow();
  await vi.waitFor(async () => { expect(await stateOf(take)).toBe("sent"); });
});

test("what was said by somebody whose consent was refused is refused too, with a reason", async () => {
  serve({ "POST /api/v1/speakers": { status: 422, body: { code: "name_invalid", detail: "No." } } });
  const voice = { speaker: newSpeaker(), speakerName: "x" };
  const consent = await made({ ...voice, agreed: { ...agreed, newcomer: { minor: false, guardian: "" } } });
  const take = await made(voice);
  stop = startSync("rina");
  await vi.waitFor(async () => { expect([await stateOf(consent), await stateOf(take)]).toEqual(["refused", "refused"]); });
  const store = await database();
  expect((await store.get("takes", take.id))?.problem?.code).toBe("speaker_missing");
  expect(send).not.toHaveBeenCalled();
});

test("who agreed here is recorded without a network, with the prompts of others, and keeps their place when the server knows them", async () => {
  serve({ "GET /api/v1/speakers": { status: 200, body: { items: [], next_cursor: null } } });
  await speakersAhead("rina", collection);
  const store = await database();
  await store.put("kept", { kind: "prompt", id: "rina:bn-read", at: 0, value: { prompts: [{ id: "p1" }, { id: "p2" }] } });
  serve({ "GET /api/v1/speakers": null, "POST /api/v1/prompts/next": null });
  const speaker = newSpeaker();
  const consent = await made({ speaker, speakerName: "Karima", agreed: { ...agreed, newcomer: { minor: false, guardian: "" } } });
  await lendPrompts("rina", "bn-read", speaker);
  expect(await speakersAhead("rina", collection)).toEqual([{ id: speaker, name: "Karima", guardian: "", agreed: true }]);
  expect(await nextPrompt("rina", "bn-read", speaker)).toMatchObject({ prompt: { id: "p1" } });
  const list = { items: [{ id: "s1", name: "Karima", guardian: "", collection_id: "c1" }], next_cursor: null };
  serve({ "GET /api/v1/speakers": { status: 200, body: list }, "GET /api/v1/speakers/s1/consents": null });
  stop = startSync("rina");
  await vi.waitFor(async () => { expect(await stateOf(consent)).toBe("sent"); });
  expect(await speakersAhead("rina", collection)).toEqual([{ id: "s1", added: speaker, name: "Karima", guardian: "", agreed: true }]);
});
