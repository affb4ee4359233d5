/** Uploads in parts as tus-js-client makes them, in Node.js and over real sockets: broken off, out of step, damaged, ended, begun anew. */
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { connect, createServer } from "node:net";
import { join } from "node:path";
import { Upload } from "tus-js-client";
import { House, until } from "./house.mjs";
import { noiseFile } from "./scene.mjs";

const STEP = 1_048_576;
const TUS = { "Tus-Resumable": "1.0.0" };

const house = await House.open();
try {
  await house.furnish();
  await house.agree("mina");
  await told();
  await sent(await brokenOff(sound(1)), sound(1));
  await sent(await outOfStep(sound(2)), sound(2));
  await sent(await damaged(sound(3)), sound(3));
  await ended(sound(4));
  console.log("broken off, out of step, damaged, ended: all as tus-js-client expects");
} finally {
  await house.close();
}

/** Some five megabytes, other ones for each seed. */
function sound(seed) {
  return readFileSync(noiseFile(join(house.data, `tus-${seed}.wav`), 60, seed));
}

/** What the server says that it can do. */
async function told() {
  const answer = await fetch(`${house.address}/api/v1/uploads`, { method: "OPTIONS" });
  assert.equal(answer.headers.get("tus-version"), "1.0.0");
  for (const extension of ["creation", "checksum", "expiration", "termination"]) assert.ok(answer.headers.get("tus-extension").split(",").includes(extension), extension);
}

/** An upload of these bytes, and what was asked and answered. */
async function uploaded(bytes, more = {}) {
  const authorization = { Authorization: `Bearer ${await house.token("mina")}` };
  const asked = [];
  const whole = {};
  whole.done = new Promise((resolve, reject) => { Object.assign(whole, { resolve, reject }); });
  const upload = new Upload(bytes, {
    endpoint: `${house.address}/api/v1/uploads`,
    chunkSize: STEP,
    retryDelays: [0, 200, 500, 1_000],
    headers: authorization,
    metadata: { collection: "bn-read", filename: "take.wav", sha256: createHash("sha256").update(bytes).digest("hex") },
    onAfterResponse: (request, response) => {
      asked.push({ method: request.getMethod(), status: response.getStatus(), location: new URL(response.getHeader("Location") ?? "", house.address).href, expires: response.getHeader("Upload-Expires"), offset: Number(response.getHeader("Upload-Offset")) });
    },
    onSuccess: ({ lastResponse }) => { whole.resolve(lastResponse); },
    onError: (error) => { whole.reject(error); },
    ...more,
  });
  return { upload, asked, done: whole.done };
}

function statuses(asked, method) {
  return asked.filter((one) => one.method === method).map((one) => one.status);
}

/** The server has these bytes, as one recording, and tells when it would have forgotten them. */
async function sent({ upload, asked, done }, bytes) {
  const last = await done;
  const sha256 = createHash("sha256").update(bytes).digest("hex");
  assert.equal(last.getHeader("Shrutik-SHA256"), sha256);
  const kept = await house.ask("mina", "GET", `/recordings/${last.getHeader("Shrutik-Recording")}`);
  assert.deepEqual([kept.sha256, kept.bytes], [sha256, bytes.length]);
  assert.deepEqual(statuses(asked, "POST"), [201], "begun once");
  const begun = asked.find((one) => one.method === "POST");
  const days = (Date.parse(begun.expires) - Date.now()) / 86_400_000;
  assert.ok(days > 6.9 && days < 7.1, `kept for ${days} days`);
  const state = await house.ask("mina", "GET", new URL(upload.url).pathname.replace("/api/v1", ""));
  assert.equal(state.status, "complete");
}

/** A connection that dies in the middle of a part: what came is kept, and the client goes on there by itself. */
async function brokenOff(bytes) {
  const { port, close } = await wire(2.5 * STEP);
  const attempt = await uploaded(bytes, { endpoint: `http://127.0.0.1:${port}/api/v1/uploads` });
  attempt.upload.start();
  await attempt.done.finally(close);
  const resumed = attempt.asked.find((one) => one.method === "HEAD");
  assert.ok(resumed.offset >= 2 * STEP, `goes on at ${resumed.offset}`);
  return attempt;
}

/** A way to the server that is cut once so many bytes have gone over it. */
async function wire(most) {
  let left = most;
  const server = createServer((near) => {
    const far = connect(house.port, "127.0.0.1");
    for (const socket of [near, far]) socket.on("error", () => { near.destroy(); far.destroy(); });
    near.on("data", (block) => {
      const before = left;
      left -= block.length;
      if (before > 0 && left <= 0) {
        near.resetAndDestroy();
        far.destroy();
      } else far.write(block);
    });
    near.on("close", () => far.end());
    far.pipe(near);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  return { port: server.address().port, close: () => server.close() };
}

/** Another tab sent a part meanwhile: the offset is not the client's, who asks for it and goes on there. */
async function outOfStep(bytes) {
  let parts = 0;
  const attempt = await uploaded(bytes, {
    onBeforeRequest: async (request) => {
      if (request.getMethod() === "PATCH" && ++parts === 2) await foreignPart(request.getURL(), bytes);
    },
  });
  attempt.upload.start();
  await attempt.done;
  assert.ok(statuses(attempt.asked, "PATCH").includes(409), "the server says that its offset is another");
  assert.deepEqual(statuses(attempt.asked, "HEAD"), [200]);
  return attempt;
}

async function foreignPart(address, bytes) {
  const headers = { ...TUS, Authorization: `Bearer ${await house.token("mina")}`, "Content-Type": "application/offset+octet-stream", "Upload-Offset": String(STEP) };
  const answer = await fetch(address, { method: "PATCH", headers, body: bytes.subarray(STEP, STEP + 300_000) });
  assert.equal(answer.status, 204, await answer.text());
}

/** Bytes that do not have the checksum that they came with are not kept; the same part is sent again. */
async function damaged(bytes) {
  let parts = 0;
  const attempt = await uploaded(bytes, {
    onBeforeRequest: (request) => {
      if (request.getMethod() !== "PATCH" || ++parts > 2) return;
      const start = (parts - 1) * STEP;
      const part = parts === 1 ? bytes.subarray(start, start + STEP) : Buffer.from("something else");
      request.setHeader("Upload-Checksum", `sha256 ${createHash("sha256").update(part).digest("base64")}`);
    },
    onShouldRetry: (error) => error.originalResponse?.getStatus() === 460,
  });
  attempt.upload.start();
  await attempt.done;
  assert.deepEqual(statuses(attempt.asked, "PATCH").slice(0, 3), [204, 460, 204]);
  assert.equal(attempt.asked.find((one) => one.method === "HEAD").offset, STEP, "nothing of the damaged part is kept");
  return attempt;
}

/** An upload that is ended is gone, and a client that comes back to it begins anew. */
async function ended(bytes) {
  let gone = null;
  const first = await uploaded(bytes, { onChunkComplete: () => { gone ??= first.upload.abort(true); } });
  first.upload.start();
  await until(() => gone !== null, 20);
  await gone;
  const address = first.asked.find((one) => one.method === "POST").location;
  const answer = await fetch(address, { method: "HEAD", headers: { ...TUS, Authorization: `Bearer ${await house.token("mina")}` } });
  assert.equal(answer.status, 404);
  assert.deepEqual(statuses(first.asked, "DELETE"), [204]);
  const again = await uploaded(bytes, { uploadUrl: address });
  again.upload.start();
  await again.done;
  assert.deepEqual(statuses(again.asked, "HEAD"), [404]);
  assert.notEqual(again.upload.url, address);
  await sent(again, bytes);
}
