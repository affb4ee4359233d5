import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { serve } from "../testing/server.ts";
import { agreementOf, giveConsent, listConsents, sendConsent, waitsForConsent } from "./consents.ts";
import { database } from "./database.ts";

const given = {
  owner: "mina", collection: "c1", slug: "bn-read", collectionName: "বাংলা", collectionLanguage: "bn", version: "2",
  purposes: ["record", "publish"] as ("record" | "publish")[], language: "bn", hash: "abc",
};
const GIVE = "POST /api/v1/consents";
const LIST = "GET /api/v1/me/consents";

beforeEach(async () => {
  const store = await database();
  await Promise.all([store.clear("consents"), store.clear("kept")]);
});

afterEach(() => { vi.unstubAllGlobals(); });

/** The server's list: one consent, given and perhaps withdrawn so many milliseconds from now. */
function there(status: "given" | "withdrawn", from: number) {
  const at = new Date(Date.now() + from).toISOString();
  return { items: [{ collection_id: "c1", version: "2", purposes: ["record"], status, given_at: at, withdrawn_at: status === "withdrawn" ? at : null }], next_cursor: null };
}

test("without a network an agreement waits, holds for this device, and goes once there is one", async () => {
  serve(() => null);
  await giveConsent(given);
  expect(await agreementOf("mina", "c1")).toMatchObject({ version: "2", purposes: ["record", "publish"] });
  expect(await agreementOf("rahim", "c1")).toBeNull();
  expect(await waitsForConsent("mina", "bn-read")).toBe(true);
  const [waiting] = await listConsents("mina");
  const asked = serve((what) => (what === GIVE ? { status: 201 } : { body: { items: [], next_cursor: null } }));
  if (waiting !== undefined) await sendConsent(waiting);
  expect(asked.filter((one) => one.what === GIVE).map((one) => one.body)).toEqual([{ collection: "bn-read", version: "2", purposes: ["record", "publish"], language: "bn", hash: "abc" }]);
  expect(await listConsents("mina")).toEqual([]);
});

test("what was decided since on another device stands", async () => {
  serve(() => null);
  await giveConsent(given);
  const [waiting] = await listConsents("mina");
  const asked = serve((what) => (what === LIST ? { body: there("withdrawn", 60_000) } : { status: 201 }));
  if (waiting !== undefined) await sendConsent(waiting);
  expect(asked.map((one) => one.what)).toEqual([LIST]);
  expect(await listConsents("mina")).toEqual([]);
  expect(await agreementOf("mina", "c1")).toBeNull();
});

test("a text that has changed: while the person looks it is told, later it is shown as refused", async () => {
  const outdated = { status: 409, body: { code: "consent_version_outdated", detail: "It has changed." } };
  serve(() => outdated);
  await expect(giveConsent(given)).rejects.toMatchObject({ code: "consent_version_outdated" });
  expect(await listConsents("mina")).toEqual([]);
  serve(() => null);
  await giveConsent(given);
  const [waiting] = await listConsents("mina");
  serve((what) => (what === LIST ? { body: there("given", -60_000) } : outdated));
  if (waiting !== undefined) await sendConsent(waiting);
  expect((await listConsents("mina"))[0]).toMatchObject({ state: "refused", problem: { code: "consent_version_outdated" } });
  expect(await waitsForConsent("mina", "bn-read")).toBe(false);
});

test("an agreement that the server knows is known without a network too", async () => {
  serve(() => ({ body: there("given", 0) }));
  expect(await agreementOf("mina", "c1")).toMatchObject({ version: "2" });
  serve(() => null);
  expect(await agreementOf("mina", "c1")).toMatchObject({ version: "2" });
});
