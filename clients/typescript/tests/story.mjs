/** The whole story against a real server: node story.mjs ADDRESS VOICE. */
import assert from "node:assert/strict";
import { openAsBlob } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { ApiProblem, Client } from "../src/client.js";

const [baseUrl, voice] = process.argv.slice(2);
const password = "a long password";
const text = "আমি বাংলায় গান গাই";

async function loggedIn(name) {
  const client = new Client({ baseUrl });
  await client.logIn(`${name}@example.org`, password);
  return client;
}

async function signedUp(name) {
  const body = { email: `${name}@example.org`, password, name };
  await new Client({ baseUrl }).call("post_auth_register", { body });
  return loggedIn(name);
}

async function waited(look, wanted) {
  for (const until = Date.now() + 60_000; ; await sleep(200)) {
    const found = await look();
    if (found.status === wanted) return found;
    assert(Date.now() < until && !["failed", "refused"].includes(found.status), JSON.stringify(found));
  }
}

const admin = await loggedIn("admin");
await admin.call("post_collections", {
  body: {
    slug: "bn-read",
    language: "bn",
    name: "Bengali",
    licence: "CC0-1.0",
    consent: { version: "1", text: "I agree." },
    policies: { consensus: { fewest: 2, accept_confidence: 0.0 } },
  },
});

const speaker = await signedUp("speaker");
await speaker.call("post_consents", { body: { collection: "bn-read", version: "1", purposes: ["record", "publish"] } });
const upload = await speaker.upload(await openAsBlob(voice), { collection: "bn-read" }, 100_000);
const recording = { recording_id: upload.recording_id };
await waited(() => speaker.call("get_recordings_recording_id", { path: recording }), "chunked");
const chunks = [];
for await (const chunk of speaker.every("get_recordings_recording_id_chunks", { path: recording, query: { limit: 2 } })) chunks.push(chunk);
assert(chunks.length > 2);

for (const name of ["one", "two"]) {
  const person = await signedUp(name);
  for (;;) {
    const { items } = await person.call("post_tasks", { body: { collection: "bn-read", count: 20 } });
    if (items.length === 0) break;
    await person.call("post_transcriptions", { body: { items: items.map(({ id }) => ({ task_id: id, text })) } });
  }
}
for (const { id, silent } of chunks) {
  if (!silent) await waited(() => admin.call("get_chunks_chunk_id", { path: { chunk_id: id } }), "settled");
}

const wish = { body: { name: "bn", collections: ["bn-read"], formats: ["csv"] }, idempotencyKey: "once" };
const { id } = await admin.call("post_releases", wish);
assert.equal((await admin.call("post_releases", wish)).id, id);
const release = await waited(() => admin.call("get_releases_release_id", { path: { release_id: id } }), "ready");
for (const file of release.files) assert.equal((await admin.download(file)).length, file.bytes);

const { key } = await admin.call("post_api_keys", { body: { name: "nightly", scopes: ["read_releases"] } });
const program = new Client({ baseUrl, apiKey: key });
const listed = [];
for await (const one of program.every("get_releases")) listed.push(one.id);
assert.deepEqual(listed, [id]);
await assert.rejects(
  () => program.call("post_tasks", { body: { collection: "bn-read", count: 1 } }),
  (error) => error instanceof ApiProblem && error.code === "not_permitted",
);
await admin.logOut();
console.log(`told: ${chunks.length} chunks, ${release.files.length} files`);
