import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serve } from "../testing/server.ts";
import { database } from "./database.ts";
import { nextPrompt, readyPrompts, refillPrompts } from "./prompts.ts";
import type { OutgoingSkip } from "./records.ts";
import { rescueAll } from "./rescue.ts";
import { dropSkip, sendSkip } from "./skip-sending.ts";
import { skipPrompt } from "./skipping.ts";
import { listSkips } from "./skips.ts";
import { startSync } from "./sync.ts";

const SKIP = "POST /api/v1/prompts/p1/skip";
const given = { owner: "mina", voice: "", prompt: "p1", text: "আমি গান গাই", collection: "bn-read", language: "bn", reason: "has_errors" } as const;
const prompts = ["p1", "p2"].map((id) => ({ id, collection_id: "c1", kind: "text", text: id, media_url: null, media_type: null, longest: null }));
let stop = (): void => undefined;

beforeEach(async () => {
  const store = await database();
  await Promise.all((["takes", "kept", "skips", "texts", "consents"] as const).map((name) => store.clear(name)));
});

afterEach(() => {
  stop();
  vi.unstubAllGlobals();
});

/** A server that has both prompts, the first of them next, and takes skips. */
function serveAll() {
  return serve((what) => {
    if (what.endsWith("/skip")) return {};
    if (what.endsWith("/next")) return { body: prompts[0] };
    return { body: { items: what.endsWith("/prompts") ? prompts : [], next_cursor: null } };
  });
}

async function only(): Promise<OutgoingSkip> {
  const [skip] = await listSkips("mina");
  if (skip === undefined) throw new Error("Nothing was skipped.");
  return skip;
}

test("what was skipped without a network is not offered again, before it was sent and after", async () => {
  serveAll();
  await refillPrompts("mina", "bn-read");
  serve(() => null);
  await skipPrompt(given);
  expect(await only()).toMatchObject({ ...given, state: "waiting" });
  expect(await nextPrompt("mina", "bn-read")).toMatchObject({ prompt: { id: "p2" } });
  expect((await readyPrompts("rahim", "bn-read"))).toEqual([]);
  serveAll();
  await sendSkip(await only());
  expect((await readyPrompts("mina", "bn-read")).map((prompt) => prompt.id)).toEqual(["p2"]);
  await refillPrompts("mina", "bn-read");
  expect((await readyPrompts("mina", "bn-read")).map((prompt) => prompt.id)).toEqual(["p2"]);
});

test("another person's skips are neither seen nor sent", async () => {
  await skipPrompt(given);
  await skipPrompt({ ...given, owner: "mina2" });
  expect((await listSkips("mina")).map((skip) => skip.owner)).toEqual(["mina"]);
  expect(await listSkips("min")).toEqual([]);
});

test("a skip goes out as soon as there is a network, once", async () => {
  const locks = { request: (_: string, ...rest: unknown[]) => Promise.resolve((rest.at(-1) as () => unknown)()) };
  vi.stubGlobal("navigator", { onLine: false, locks });
  const asked = serveAll();
  await skipPrompt(given);
  stop = startSync("mina");
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual([]);
  vi.stubGlobal("navigator", { onLine: true, locks });
  globalThis.dispatchEvent(new Event("online"));
  await vi.waitFor(async () => { expect(await only()).toMatchObject({ state: "sent" }); });
  await new Promise((resolve) => setTimeout(resolve, 50));
  expect(asked).toEqual([{ what: SKIP, query: "", body: { reason: "has_errors", speaker: null } }]);
});

test.each([
  ["the server cannot be reached", null],
  ["nobody is logged in", { status: 401, body: { code: "login_required" } }],
  ["it has trouble", { status: 500, body: { code: "internal" } }],
])("if %s the skip waits on", async (_, answer) => {
  await skipPrompt(given);
  serve(() => answer);
  await expect(sendSkip(await only())).rejects.toMatchObject({ name: "ApiProblem" });
  expect(await only()).toMatchObject({ state: "waiting" });
});

test("a refused skip says why, until the person has read it", async () => {
  await skipPrompt(given);
  serve(() => ({ status: 404, body: { code: "prompt_missing", detail: "There is no such prompt." } }));
  await sendSkip(await only());
  expect(await only()).toMatchObject({ state: "refused", problem: { code: "prompt_missing", detail: "There is no such prompt." } });
  const rescued = await rescueAll("mina");
  expect(await rescued.text()).toContain("has_errors");
  await dropSkip(await only());
  expect(await listSkips("mina")).toEqual([]);
});

test("the last reason counts, also if it was given while the first was on its way", async () => {
  vi.spyOn(Date, "now").mockReturnValueOnce(1).mockReturnValue(2);
  await skipPrompt(given);
  const first = await only();
  await skipPrompt({ ...given, reason: "personal" });
  serveAll();
  await sendSkip(first);
  expect(await only()).toMatchObject({ reason: "personal", state: "waiting" });
});

test("only what was sent more than thirty days ago is forgotten", async () => {
  const store = await database();
  const now = Date.now();
  const days = 30 * 24 * 3_600_000;
  await store.put("skips", { ...given, prompt: "old", skippedAt: now - days - 1, state: "sent" });
  await store.put("skips", { ...given, prompt: "edge", skippedAt: now - days, state: "sent" });
  await store.put("skips", { ...given, prompt: "waits", skippedAt: now - 2 * days, state: "waiting" });
  vi.spyOn(Date, "now").mockReturnValue(now);
  await skipPrompt(given);
  expect((await listSkips("mina")).map((skip) => skip.prompt)).toEqual(["edge", "p1", "waits"]);
});

test("a skip of somebody whom one looks after is theirs, and not one's own", async () => {
  const asked = serveAll();
  await skipPrompt({ ...given, voice: "rahim" });
  await skipPrompt(given);
  for (const skip of await listSkips("mina")) await sendSkip(skip);
  expect(asked.map((one) => one.body)).toEqual([{ reason: "has_errors", speaker: null }, { reason: "has_errors", speaker: "rahim" }]);
});
