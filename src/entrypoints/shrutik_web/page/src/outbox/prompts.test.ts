import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serve } from "../testing/server.ts";
import { database } from "./database.ts";
import { nextPrompt, readyPrompts, refillPrompts } from "./prompts.ts";
import { TakeWriter } from "./take-writer.ts";

const NEXT = "POST /api/v1/prompts/next";
const facts = { rung: "worklet", sampleRate: 8_000, channels: 1, microphone: "", echoCancellation: null, noiseSuppression: null, autoGainControl: null, mayHaveGaps: false, ended: null } as const;
const prompts = ["p1", "p2", "p3"].map((id) => ({ id, collection_id: "c1", kind: "text", text: id, media_url: null, media_type: null, longest: null }));

beforeEach(async () => {
  const store = await database();
  await Promise.all([store.clear("takes"), store.clear("blocks"), store.clear("kept")]);
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
});

/** A server that has these prompts, of which the person has said some there. */
function serveAll(said: readonly string[] = []) {
  return serve((what) => {
    if (what === NEXT) {
      const next = prompts.find((prompt) => !said.includes(prompt.id));
      return next === undefined ? { status: 404, body: { code: "no_prompt_left", detail: "" } } : { body: next };
    }
    return { body: { items: prompts.filter((prompt) => !said.includes(prompt.id)), next_cursor: null } };
  });
}

async function say(id: string, speaker?: string): Promise<void> {
  const voice = speaker === undefined ? {} : { speaker, speakerName: speaker };
  const writer = new TakeWriter({ ...voice, owner: "mina", collection: "bn-read", collectionName: "", language: "bn", prompt: { id, text: id } }, facts, new Float32Array(10), () => undefined);
  await writer.end("stopped", false);
}

test("prompts are there without a network, each until a take of it is on this device", async () => {
  serveAll(["p2"]);
  await refillPrompts("mina", "bn-read");
  serve(() => null);
  expect((await readyPrompts("mina", "bn-read")).map((prompt) => prompt.id).sort()).toEqual(["p1", "p3"]);
  expect(await nextPrompt("mina", "bn-read")).toMatchObject({ prompt: { id: "p1" } });
  await say("p1");
  expect(await nextPrompt("mina", "bn-read")).toMatchObject({ prompt: { id: "p3" } });
  await say("p3");
  expect(await nextPrompt("mina", "bn-read")).toEqual({ none: "offline" });
});

test("a server that had no more is asked again only after a while", async () => {
  const asked = serveAll(["p1", "p2", "p3"]);
  for (let time = 0; time < 3; time++) expect(await nextPrompt("mina", "bn-read")).toEqual({ none: "no_prompt_left" });
  expect(asked.map((one) => one.what)).toEqual([NEXT]);
  const later = Date.now() + 60_000;
  vi.spyOn(Date, "now").mockReturnValue(later);
  await nextPrompt("mina", "bn-read");
  expect(asked.map((one) => one.what)).toEqual([NEXT, NEXT]);
});

test("a small collection is not asked for more at each prompt", async () => {
  const asked = serveAll();
  await refillPrompts("mina", "bn-read");
  const once = asked.length;
  for (let time = 0; time < 3; time++) await nextPrompt("mina", "bn-read");
  expect(asked.length).toBe(once);
});

test("a speaker whom one looks after has prompts of their own, with or without a network", async () => {
  const asked = serveAll();
  await refillPrompts("mina", "bn-read");
  await refillPrompts("mina", "bn-read", "rahim");
  expect(asked.filter((one) => one.what === NEXT).map((one) => one.body)).toEqual([
    { collection: "bn-read", speaker: null },
    { collection: "bn-read", speaker: "rahim" },
  ]);
  expect(asked.filter((one) => one.what === "GET /api/v1/recordings").map((one) => one.query)).toEqual(["collection=bn-read&limit=100&speaker=rahim"]);
  serve(() => null);
  await say("p1", "rahim");
  expect(await nextPrompt("mina", "bn-read")).toMatchObject({ prompt: { id: "p1" } });
  expect((await readyPrompts("mina", "bn-read", "rahim")).map((prompt) => prompt.id).sort()).toEqual(["p2", "p3"]);
});

test("of what the server offers, what a speaker whom one looks after has said is left out for them", async () => {
  serve((what) => (what === NEXT ? { body: prompts[0] } : { body: { items: what.endsWith("/prompts") ? prompts : [{ prompt_id: "p2" }], next_cursor: null } }));
  await refillPrompts("mina", "bn-read", "rahim");
  expect((await readyPrompts("mina", "bn-read", "rahim")).map((prompt) => prompt.id)).toEqual(["p1", "p3"]);
});
