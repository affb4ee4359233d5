import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serve } from "../testing/server.ts";
import { database } from "./database.ts";
import { draftOf, keepDraft } from "./drafts.ts";
import { handInText, listTexts, retryText, sendText, sweepTexts, textOf } from "./texts.ts";

const given = { task: "t1", owner: "mina", collection: "bn-read", text: "আমি বাংলায় গান গাই " };
const SEND = "POST /api/v1/transcriptions";
const LIST = "GET /api/v1/transcriptions";

beforeEach(async () => {
  const store = await database();
  await Promise.all([store.clear("texts"), store.clear("drafts")]);
});

afterEach(() => { vi.unstubAllGlobals(); });

test("every letter is a draft, also an empty field, and another person does not see it", async () => {
  for (const text of ["আ", "আম", ""]) await keepDraft("mina", "t1", text);
  expect((await draftOf("mina", "t1"))?.text).toBe("");
  expect(await draftOf("rahim", "t1")).toBeNull();
});

test("a text that is handed in is on the disk as it was typed, and its draft is gone", async () => {
  await keepDraft("mina", "t1", given.text);
  await handInText(given);
  expect(await textOf("t1")).toMatchObject({ ...given, state: "waiting" });
  expect(await draftOf("mina", "t1")).toBeNull();
});

test("the same text from another tab changes nothing; another one takes its place", async () => {
  const first = await handInText(given);
  serve((what) => (what === SEND ? { status: 201 } : null));
  await sendText(first);
  expect((await handInText(given)).state).toBe("sent");
  expect(await handInText({ ...given, text: "অন্য" })).toMatchObject({ text: "অন্য", state: "waiting" });
});

test.each([
  ["the server cannot be reached", null],
  ["nobody is logged in", { status: 401, body: { code: "login_required" } }],
  ["it is asked too often", { status: 429, body: { code: "too_many" } }],
  ["it has trouble", { status: 500, body: { code: "internal" } }],
])("if %s the text waits on", async (_, answer) => {
  const text = await handInText(given);
  serve(() => answer);
  await expect(sendText(text)).rejects.toMatchObject({ name: "ApiProblem" });
  expect(await textOf("t1")).toMatchObject({ text: given.text, state: "waiting" });
});

test("a refused text is given back whole, and can be sent again", async () => {
  const text = await handInText(given);
  serve(() => ({ status: 409, body: { code: "lease_over", detail: "The clip is not lent any more." } }));
  await sendText(text);
  expect(await textOf("t1")).toMatchObject({ text: given.text, state: "refused", problem: { code: "lease_over", detail: "The clip is not lent any more." } });
  await retryText("t1");
  const again = await textOf("t1");
  expect(again?.state).toBe("waiting");
  expect(again?.problem).toBeUndefined();
});

test.each([
  ["the same words there: its first answer was lost", "আমি বাংলায় গান গাই", "sent"],
  ["other words there: this one is given back", "অন্য কথা", "refused"],
])("the server has a text already, %s", async (_, there, state) => {
  const text = await handInText(given);
  serve((what) => (what === LIST ? { body: { items: [{ task_id: "t1", text: there }], next_cursor: null } } : { status: 409, body: { code: "already_transcribed", detail: "" } }));
  await sendText(text);
  expect((await textOf("t1"))?.state).toBe(state);
});

test("only what was sent more than a day ago is forgotten", async () => {
  const now = Date.now();
  const store = await database();
  const day = 24 * 3_600_000;
  await store.put("texts", { ...given, task: "old", writtenAt: now - day - 1, state: "sent" });
  await store.put("texts", { ...given, task: "edge", writtenAt: now - day, state: "sent" });
  await store.put("texts", { ...given, task: "waits", writtenAt: now - 9 * day, state: "waiting" });
  await sweepTexts(now);
  expect((await listTexts("mina")).map((text) => text.task)).toEqual(["edge", "waits"]);
});
