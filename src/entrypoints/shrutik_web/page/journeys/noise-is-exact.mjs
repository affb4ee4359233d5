/** Noise from the microphone arrives at the server sample for sample; each way of capture that Chromium has is measured. */
import { strict as assert } from "node:assert";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { House, sleep } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const RATE = 44_100;
const SECONDS = 8;
/** So many samples in a row are found at one place of the noise only. */
const WINDOW = 8;

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই", "তিন", "চার"] });
  const { path, noise } = fullNoise(join(house.data, "noise.wav"), 30);
  for (const way of ["track-processor", "media-recorder", "worklet"]) {
    const { samples, metadata } = await recorded(path, way);
    const found = compared(samples, noise);
    console.log(way, JSON.stringify({ seconds: samples.length / RATE, ...found, ...metadata.capture }));
    assert.equal(metadata.capture.way, way);
    assert.ok(samples.length > (SECONDS + 0.2) * RATE, "the moments before and after are in it");
    if (way !== "worklet") {
      assert.deepEqual(found, { exact: 1, jumps: [] });
      assert.equal(metadata.capture.may_have_gaps, false);
    } else {
      // Two clocks meet in the worklet: it may jump, it says so, and between the jumps it is exact.
      assert.ok(found.exact > 0.99, "exact but for its jumps");
      assert.equal(metadata.capture.may_have_gaps, true);
    }
  }
} finally {
  await house.close();
}

/** Noise over the whole scale, where a wrong grid shows: soft noise hides it. */
function fullNoise(path, seconds) {
  const bytes = readFileSync(noiseFile(path, seconds, 7, RATE));
  const noise = new Int16Array(seconds * RATE);
  let state = 12_345;
  for (let frame = 0; frame < noise.length; frame++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    noise[frame] = (state >>> 16) - 32_768;
    bytes.writeInt16LE(noise[frame], 44 + 2 * frame);
  }
  writeFileSync(path, bytes);
  return { path, noise };
}

/** Records by one way, with the page blocked for a while, and returns what the server has of it. */
async function recorded(sound, way) {
  const browser = await openBrowser({ sound });
  const page = await pageOf(browser, house, way);
  if (way !== "track-processor") await page.addInitScript(() => { delete globalThis.MediaStreamTrackProcessor; });
  if (way === "worklet") await page.addInitScript(() => { delete globalThis.MediaRecorder; });
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await sleep((SECONDS * 1_000) / 2);
  await page.evaluate(() => { for (const until = performance.now() + 1_500; performance.now() < until;); });
  await sleep((SECONDS * 1_000) / 2 - 1_500);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  const recording = await arrived(way);
  const samples = await page.evaluate(decoded, { address: `/api/v1/recordings/${recording.id}/audio`, token: await house.token(way), rate: RATE });
  await browser.close();
  return { samples: Int16Array.from(samples), metadata: recording.metadata };
}

async function arrived(name) {
  for (let tries = 0; tries < 150; tries++) {
    const [one] = (await house.ask(name, "GET", "/recordings")).items;
    if (one) return one;
    await sleep(200);
  }
  throw new Error("The recording did not arrive within 30 seconds.");
}

/** In the browser: a 16-bit file as whole numbers, whichever scale its decoder uses above zero. */
async function decoded({ address, token, rate }) {
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  const bytes = await answer.arrayBuffer();
  const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  const floats = sound.getChannelData(0);
  const above = floats.every((one) => Number.isInteger(one * 32_768)) ? 32_768 : 32_767;
  return Array.from(floats, (one) => Math.round(one * (one < 0 ? 32_768 : above)));
}

/** Which share of the samples is the noise, and by how many samples its place jumps: + lost, - inserted. */
function compared(samples, noise) {
  const places = new Map();
  for (let at = 0; at + WINDOW <= noise.length; at++) places.set(noise.subarray(at, at + WINDOW).join(), at);
  let exact = 0;
  let shift = null;
  const jumps = [];
  for (let at = 0; at + WINDOW <= samples.length; at++) {
    const place = places.get(samples.subarray(at, at + WINDOW).join());
    if (place === undefined) continue;
    exact++;
    if (shift !== null && place - at !== shift) jumps.push({ at, by: place - at - shift });
    shift = place - at;
  }
  return { exact: exact / (samples.length - WINDOW + 1), jumps };
}
