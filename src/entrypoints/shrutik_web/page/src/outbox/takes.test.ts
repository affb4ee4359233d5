import * as fc from "fast-check";
import { beforeEach, expect, test, vi } from "vitest";
import type { CaptureFacts } from "../sound/facts.ts";
import { decodeFlac } from "../testing/flac-decoder.ts";
import { database } from "./database.ts";
import { deleteTake, handIn, keepInterrupted, listTakes, takeAudio } from "./takes.ts";
import { BLOCK_FRAMES, TakeWriter, type About } from "./take-writer.ts";

const about: About = { owner: "mina", collection: "bn-read", collectionName: "বাংলা", language: "bn", prompt: null };
const facts: CaptureFacts = {
  rung: "track-processor", sampleRate: 44_100, channels: 2, microphone: "", echoCancellation: false, noiseSuppression: false,
  autoGainControl: false, mayHaveGaps: false, ended: null,
};

beforeEach(async () => {
  const store = await database();
  await Promise.all([store.clear("takes"), store.clear("blocks")]);
});

/** Noise as two equal channels, from the given step on. */
function piece(from: number, frames: number): Float32Array {
  return Float32Array.from({ length: 2 * frames }, (_, at) => step(from + (at >> 1)) / 32_768);
}

function step(frame: number): number {
  return (Math.imul(frame + 1, 2_654_435_761) >>> 16) - 32_768;
}

test("whatever pieces it came in, also while the header is written, the file has every sample", async () => {
  const sizes = fc.array(fc.integer({ min: 1, max: 6_000 }), { minLength: 1, maxLength: 12 });
  await fc.assert(
    fc.asyncProperty(fc.nat(5_000), sizes, async (first, pieces) => {
      const writer = new TakeWriter(about, facts, piece(0, first), () => { throw new Error("The disk was not full."); });
      let at = first;
      for (const [number, size] of pieces.entries()) {
        writer.hear(piece(at, size));
        at += size;
        if (number === 2) await writer.begun;
      }
      const take = await writer.end("stopped", false);
      const decoded = decodeFlac(new Uint8Array(await (await takeAudio(take.id)).arrayBuffer()));
      expect(take).toMatchObject({ state: "done", frames: at, facts: { ended: "stopped" } });
      expect(decoded.channels).toEqual([Int32Array.from({ length: at }, (_, frame) => step(frame))]);
    }),
    { numRuns: 15 },
  );
});

test("a killed page leaves whole blocks, which can be kept as they are", async () => {
  const writer = new TakeWriter(about, facts, piece(0, 1_000), () => undefined);
  writer.hear(piece(1_000, BLOCK_FRAMES));
  writer.hear(piece(1_000 + BLOCK_FRAMES, BLOCK_FRAMES - 1));
  await vi.waitFor(async () => { expect((await listTakes("mina"))[0]?.frames).toBe(1_000 + BLOCK_FRAMES); });
  expect((await listTakes("mina"))[0]?.state).toBe("recording");
  await keepInterrupted(writer.id);
  const [kept] = await listTakes("mina");
  expect(kept).toMatchObject({ state: "done", facts: { ended: "killed" } });
  expect(kept?.held).toBeUndefined();
  expect(decodeFlac(new Uint8Array(await (await takeAudio(writer.id)).arrayBuffer())).frames).toBe(1_000 + BLOCK_FRAMES);
});

test("after a block that the disk refuses none is written, and the take says that it was interrupted", async () => {
  const failed = vi.fn();
  const writer = new TakeWriter(about, facts, piece(0, 10), failed);
  await writer.begun;
  const put = vi.spyOn(IDBObjectStore.prototype, "put").mockImplementationOnce(() => { throw new DOMException("full", "QuotaExceededError"); });
  writer.hear(piece(10, BLOCK_FRAMES));
  await vi.waitFor(() => { expect(failed).toHaveBeenCalledOnce(); });
  put.mockRestore();
  writer.hear(piece(10 + BLOCK_FRAMES, BLOCK_FRAMES));
  const take = await writer.end("stopped", false);
  expect(take).toMatchObject({ frames: 10, state: "done", facts: { ended: "interrupted" } });
  expect(decodeFlac(new Uint8Array(await (await takeAudio(take.id)).arrayBuffer())).frames).toBe(10);
});

test("a deleted take leaves no block, and another's take is not listed", async () => {
  const writer = new TakeWriter(about, facts, piece(0, 10), () => undefined);
  const take = await writer.end("stopped", false);
  await handIn({ ...about, owner: "rahim" }, new File(["abc"], "a.mp3", { type: "audio/mpeg" }));
  await deleteTake(take.id);
  const store = await database();
  expect(await store.count("blocks")).toBe(0);
  expect(await listTakes("mina")).toEqual([]);
  const [others] = await listTakes("rahim");
  const file = await takeAudio(others?.id ?? "");
  // What is in it is left to the journeys: the IndexedDB of these tests keeps no content of files.
  expect([file.name, file.type]).toEqual(["a.mp3", "audio/mpeg"]);
});
