import { afterEach, beforeEach, expect, test, vi } from "vitest";
import type { Message } from "../api/client.ts";
import { serve } from "../testing/server.ts";
import { database } from "./database.ts";
import { speakersAhead } from "./speakers.ts";

const collection = { id: "c1", language: "bn", consent: { version: "2" } } as Message<"CollectionMessage">;
const speakers = [
  { id: "s1", name: "Rahim", guardian: "Rahima", collection_id: "c1" },
  { id: "s2", name: "Mina", guardian: "", collection_id: "c1" },
  { id: "s3", name: "Far", guardian: "", collection_id: "c2" },
];
const given = { status: "given", version: "2", purposes: ["record"] };

beforeEach(async () => {
  const store = await database();
  await store.clear("kept");
});

afterEach(() => {
  vi.unstubAllGlobals();
});

/** A server that knows the speakers, and what each of them agreed to last. */
function serveConsents(latest: Readonly<Record<string, unknown>>) {
  return serve((what) => {
    if (what === "GET /api/v1/speakers") return { body: { items: speakers, next_cursor: null } };
    const id = what.split("/")[4] ?? "";
    return { body: { items: id in latest ? [latest[id]] : [], next_cursor: null } };
  });
}

async function agreed(): Promise<Record<string, boolean>> {
  return Object.fromEntries((await speakersAhead("mina", collection)).map((one) => [one.id, one.agreed]));
}

test("those of the collection are there by name, with who has agreed to the text in force", async () => {
  serveConsents({ s1: given });
  const found = await speakersAhead("mina", collection);
  expect(found.map((one) => one.name)).toEqual(["Mina", "Rahim"]);
  expect(await agreed()).toEqual({ s1: true, s2: false });
});

test.each([{ ...given, version: "1" }, { ...given, status: "withdrawn" }, { ...given, purposes: ["contact"] }])("%o is no consent to be recorded", async (other) => {
  serveConsents({ s1: other, s2: given });
  expect(await agreed()).toEqual({ s1: false, s2: true });
});

test("who agreed is known without a network, and who did not is not recorded then", async () => {
  serveConsents({ s1: given });
  await agreed();
  serve(() => null);
  expect(await agreed()).toEqual({ s1: true, s2: false });
});
