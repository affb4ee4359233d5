import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { ApiProblem } from "../api/problems.ts";
import type { CaptureFacts } from "../sound/facts.ts";
import { lockManager } from "../testing/locks.ts";
import { database } from "./database.ts";
import type { OutgoingConsent, Take } from "./records.ts";
import { keepTake } from "./sendable.ts";
import { startSync, syncNow } from "./sync.ts";
import { takeToSend, listTakes } from "./takes.ts";
import { TakeWriter, type About } from "./take-writer.ts";
import { send, type Sending } from "./upload.ts";

vi.mock("./upload.ts", () => ({ send: vi.fn() }));

const about: About = { owner: "mina", collection: "bn-read", collectionName: "বাংলা", language: "bn", prompt: null };
const facts: CaptureFacts = {
  rung: "track-processor", sampleRate: 44_100, channels: 1, microphone: "", echoCancellation: false, noiseSuppression: false,
  autoGainControl: false, mayHaveGaps: false, ended: null,
};
const locks = lockManager();
let stop: (() => void)[] = [];

beforeEach(async () => {
  vi.mocked(send).mockReset();
  vi.stubGlobal("navigator", { onLine: true, locks });
  const store = await database();
  await Promise.all((["takes", "blocks", "texts", "consents"] as const).map((name) => store.clear(name)));
});

afterEach(() => {
  for (const end of stop) end();
  stop = [];
  vi.unstubAllGlobals();
});

async function madeTake(): Promise<Take> {
  const writer = new TakeWriter(about, facts, new Float32Array(500).fill(0.25), () => undefined);
  const take = await writer.end("stopped", false);
  await keepTake(take.id);
  return take;
}

/** What the server would answer to these bytes. */
function confirm({ sha256 }: Sending): Promise<{ recording: string; sha256: string }> {
  return Promise.resolve({ recording: "r1", sha256 });
}

async function stateOf(id: string): Promise<Take | undefined> {
  const store = await database();
  return store.get("takes", id);
}

function start(times = 1): void {
  for (let time = 0; time < times; time++) stop.push(startSync("mina"));
}

test("a take leaves the device only when the server has confirmed it, and then its sound is gone", async () => {
  const take = await madeTake();
  let answer = (): void => undefined;
  vi.mocked(send).mockImplementation((sending) => new Promise((resolve) => { answer = () => { resolve({ recording: "r1", sha256: sending.sha256 }); }; }));
  start();
  await vi.waitFor(() => { expect(send).toHaveBeenCalledOnce(); });
  const store = await database();
  expect(await stateOf(take.id)).toMatchObject({ state: "sending" });
  expect(await store.count("blocks")).toBe(1);
  answer();
  await vi.waitFor(async () => { expect(await stateOf(take.id)).toMatchObject({ state: "sent", recording: "r1" }); });
  expect(await store.count("blocks")).toBe(0);
});

test("two rounds at once make one upload", async () => {
  await madeTake();
  vi.mocked(send).mockImplementation(confirm);
  start(2);
  syncNow();
  await vi.waitFor(async () => { expect((await listTakes("mina"))[0]?.state).toBe("sent"); });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(send).toHaveBeenCalledOnce();
});

test("without a network nothing is tried, and it is sent when there is one again", async () => {
  const take = await madeTake();
  vi.stubGlobal("navigator", { onLine: false, locks });
  vi.mocked(send).mockImplementation(confirm);
  start();
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(send).not.toHaveBeenCalled();
  vi.stubGlobal("navigator", { onLine: true, locks });
  globalThis.dispatchEvent(new Event("online"));
  await vi.waitFor(async () => { expect(await stateOf(take.id)).toMatchObject({ state: "sent" }); });
});

test("a refused take stays with its reason, and the next one goes all the same", async () => {
  const [first, second] = [await madeTake(), await madeTake()];
  vi.mocked(send).mockImplementation((sending) => (sending.take.id === first.id ? Promise.reject(new ApiProblem(422, "audio_unreadable", "No sound.")) : confirm(sending)));
  start();
  await vi.waitFor(async () => { expect(await stateOf(second.id)).toMatchObject({ state: "sent" }); });
  expect(await stateOf(first.id)).toMatchObject({ state: "refused", problem: { code: "audio_unreadable" } });
  const store = await database();
  expect(await store.count("blocks")).toBe(1);
});

test("other bytes at the server than here: the take waits on, as an upload of its own", async () => {
  const take = await madeTake();
  vi.mocked(send).mockRejectedValue(new ApiProblem(422, "sent_differs", "Other bytes."));
  start();
  await vi.waitFor(async () => { expect(await stateOf(take.id)).toMatchObject({ state: "done", attempt: 1 }); });
});

test("a take waits behind the agreement that allows it", async () => {
  const take = await madeTake();
  const waiting: OutgoingConsent = {
    id: "c", owner: "mina", collection: "1", slug: "bn-read", collectionName: "বাংলা", collectionLanguage: "bn", version: "1",
    purposes: ["record"], language: "bn", hash: "h", givenAt: Date.now(), state: "waiting",
  };
  const store = await database();
  await store.put("consents", waiting);
  vi.stubGlobal("fetch", vi.fn(() => Promise.resolve(Response.json({ code: "internal" }, { status: 500 }))));
  vi.mocked(send).mockImplementation(confirm);
  start();
  await vi.waitFor(() => { expect(fetch).toHaveBeenCalled(); });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(send).not.toHaveBeenCalled();
  await store.delete("consents", ["mina", "1"]);
  syncNow();
  await vi.waitFor(async () => { expect(await stateOf(take.id)).toMatchObject({ state: "sent" }); });
});

test("a take that cannot be read is refused in words, and what is sent has the hash of its file", async () => {
  const take = await madeTake();
  const { audio, sha256 } = await takeToSend(take);
  expect(sha256).toMatch(/^[0-9a-f]{64}$/);
  expect(audio.name).toBe(`${take.id}.flac`);
  const broken = await madeTake();
  const store = await database();
  await store.put("blocks", { take: broken.id, number: 0, samples: null as unknown as Float32Array });
  vi.mocked(send).mockImplementation(confirm);
  start();
  await vi.waitFor(async () => { expect(await stateOf(broken.id)).toMatchObject({ state: "refused", problem: { code: "take_unreadable" } }); });
});
