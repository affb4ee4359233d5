import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { CaptureFacts } from "../sound/facts.ts";
import { lockManager } from "../testing/locks.ts";
import { cut, loseAnswer, refuseWith, TusServer } from "../testing/tus-server.ts";
import { database } from "./database.ts";
import { sha256Of } from "./hash.ts";
import type { Take } from "./records.ts";
import { keepTake } from "./sendable.ts";
import { startSync } from "./sync.ts";
import { TakeWriter, type About } from "./take-writer.ts";
import { send, type Sending } from "./upload.ts";

const STEP = 1_048_576;
const facts: CaptureFacts = {
  rung: "worklet", sampleRate: 8_000, channels: 1, microphone: "", echoCancellation: null, noiseSuppression: null,
  autoGainControl: null, mayHaveGaps: false, ended: "stopped",
};
const about: About = { owner: "mina", collection: "bn-read", collectionName: "বাংলা", language: "bn", prompt: { id: "p1", text: "এক" } };
const audio = new File([Uint8Array.from({ length: 2.5 * STEP }, (_, index) => (index * 31) % 251)], "take.flac");
const locks = lockManager();
const ends: (() => void)[] = [];
let server: TusServer;

beforeEach(async () => {
  server = await TusServer.open();
  happyDOM().setURL(`${server.address}/record`);
  vi.stubGlobal("navigator", { onLine: true, locks });
  const store = await database();
  await Promise.all((["takes", "blocks", "texts", "consents"] as const).map((name) => store.clear(name)));
});

afterEach(async () => {
  for (const end of ends.splice(0)) end();
  await server.close();
  vi.unstubAllGlobals();
});

function happyDOM(): { setURL: (url: string) => void } {
  return (globalThis as unknown as { happyDOM: { setURL: (url: string) => void } }).happyDOM;
}

/** A sending of some 2.5 steps; `uploadUrl` and what else a take may have. */
async function sending(more: Partial<Take> = {}): Promise<Sending & { addresses: string[] }> {
  const addresses: string[] = [];
  const take: Take = { ...about, id: "take-1", state: "sending", startedAt: 0, facts, frames: 1, ...more };
  return { take, audio, sha256: await sha256Of(audio), signal: new AbortController().signal, addresses, onAddress: (address) => { addresses.push(address); }, onProgress: () => undefined };
}

/** What the server has is what was sent, in one upload. */
async function expectWhole(): Promise<void> {
  expect(server.uploads.filter((one) => one.done)).toHaveLength(1);
  expect(server.uploads.find((one) => one.done)?.bytes.equals(Buffer.from(await audio.arrayBuffer()))).toBe(true);
}

test("a take goes in steps, with all that is known of it, and its address is told before the first byte", async () => {
  const one = await sending({ speaker: "s1", speakerName: "Rahim" });
  expect(await send(one)).toEqual({ recording: "r0", sha256: one.sha256 });
  expect(server.heard.map(({ method, offset }) => `${method} ${offset}`)).toEqual(["POST -1", "PATCH 0", `PATCH ${STEP}`, `PATCH ${2 * STEP}`]);
  expect(server.uploads[0]).toMatchObject({ key: "take-1", fields: { collection: "bn-read", prompt_id: "p1", speaker: "s1", sha256: one.sha256 } });
  expect(JSON.stringify(server.uploads[0]?.fields)).not.toContain("Rahim");
  expect(one.addresses[0]).toBe(`${server.address}/api/v1/uploads/0`);
  await expectWhole();
});

test("a connection that dies in a step: the rest goes on from what came, and nothing comes twice", async () => {
  server.faults = [null, cut];
  expect(await send(await sending())).toMatchObject({ recording: "r0" });
  expect(server.heard.map(({ method }) => method)).toEqual(["POST", "PATCH", "PATCH", "HEAD", "PATCH"]);
  expect(server.heard.at(4)?.offset).toBe(1.5 * STEP);
  await expectWhole();
});

test("another attempt begins where an earlier one ended", async () => {
  server.faults = [null, refuseWith(429, "too_many")];
  const first = await sending();
  await expect(send(first)).rejects.toMatchObject({ status: 429 });
  const [uploadUrl = ""] = first.addresses;
  expect(await send(await sending({ uploadUrl }))).toMatchObject({ recording: "r0" });
  expect(server.count("POST")).toBe(1);
  await expectWhole();
});

test("an offset that is not the server's is asked for, and healed", async () => {
  const before = Buffer.from(await audio.arrayBuffer());
  // Another sender was quicker by a hundred thousand bytes.
  server.faults = [null, (kept) => { kept.bytes = before.subarray(0, STEP + 100_000); return false; }];
  expect(await send(await sending())).toMatchObject({ recording: "r0" });
  expect(server.heard.slice(2, 5).map(({ method, offset }) => `${method} ${offset}`)).toEqual([`PATCH ${STEP}`, "HEAD -1", `PATCH ${STEP + 100_000}`]);
  await expectWhole();
});

test("a part that was damaged on its way is sent again", async () => {
  server.faults = [refuseWith(460, "checksum_differs")];
  expect(await send(await sending())).toMatchObject({ recording: "r0" });
  await expectWhole();
});

test("the answer to the last bytes is lost: the upload itself tells what became of it", async () => {
  server.faults = [null, null, loseAnswer];
  const one = await sending();
  expect(await send(one)).toEqual({ recording: "r0", sha256: one.sha256 });
  expect(server.count("PATCH")).toBe(3);
  await expectWhole();
});

test("an upload that was complete before is not sent again", async () => {
  const first = await sending();
  await send(first);
  const [uploadUrl = ""] = first.addresses;
  const asked = server.heard.length;
  expect(await send(await sending({ uploadUrl }))).toEqual({ recording: "r0", sha256: first.sha256 });
  expect(server.heard.slice(asked).map(({ method }) => method)).toEqual(["GET"]);
});

test.each([404, 410])("an upload that the server knows no more (%i) begins anew", async (status) => {
  server.gone = status;
  const one = await sending({ uploadUrl: `${server.address}/api/v1/uploads/7` });
  expect(await send(one)).toMatchObject({ recording: "r0" });
  expect(one.addresses).toContain(`${server.address}/api/v1/uploads/0`);
  await expectWhole();
});

test("other bytes at the server than here are no receipt", async () => {
  server.sha256 = "0".repeat(64);
  await expect(send(await sending())).rejects.toMatchObject({ code: "sent_differs" });
});

test("two senders of one take make one upload of it", async () => {
  const [one, other] = await Promise.all([send(await sending()), send(await sending())]);
  expect(other).toEqual(one);
  expect(server.uploads).toHaveLength(1);
  await expectWhole();
});

test("two tabs make one upload of a take, which leaves the device when the server has confirmed it, and not before", async () => {
  const writer = new TakeWriter(about, facts, new Float32Array(500).fill(0.25), () => undefined);
  const { id } = await writer.end("stopped", false);
  await keepTake(id);
  let sent = (): void => undefined;
  const held = new Promise<void>((resolve) => { sent = resolve; });
  server.faults = [(kept, part, answer) => {
    void held.then(() => loseAnswer(kept, part, answer));
    return true;
  }];
  ends.push(startSync("mina"), startSync("mina"));
  const store = await database();
  await vi.waitFor(() => { expect(server.count("PATCH")).toBe(1); });
  expect(await store.get("takes", id)).toMatchObject({ state: "sending", uploadUrl: `${server.address}/api/v1/uploads/0` });
  expect(await store.count("blocks")).toBe(1);
  sent();
  await vi.waitFor(async () => { expect(await store.get("takes", id)).toMatchObject({ state: "sent", recording: "r0" }); }, 5_000);
  expect(await store.count("blocks")).toBe(0);
  expect([server.uploads.length, server.count("POST")]).toEqual([1, 1]);
});
