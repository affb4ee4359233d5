/** What recording costs the processor, against the same capture in a bare page that throws all of it away: `node journeys/capture-alone.mjs [SECONDS]`. Exit 1 above 1.3. */
import { join } from "node:path";
import { House, sleep } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const SECONDS = Number(process.argv[2] ?? 30);
const ROUNDS = 2;
const MOST = 1.3;
/** From the press on: what is loaded and built once is no part of what recording costs. */
const SETTLED_MS = 4_000;

const house = await House.open();
try {
  await house.furnish({ policies: { quality: { longest_s: 600 } } }).catch(() => house.furnish());
  await house.agree("mina");
  const sound = noiseFile(join(house.data, "noise.wav"), SECONDS + 30);
  const used = { alone: [], recording: [] };
  for (let round = 0; round < ROUNDS; round++) {
    used.alone.push(await spent(sound, captureAlone));
    used.recording.push(await spent(sound, record));
  }
  // Others on this machine cost caches and time: the least of several is what each takes itself.
  const least = (list, of) => Math.min(...list.map((one) => one[of]));
  const ratio = (of) => Math.round((100 * least(used.recording, of)) / least(used.alone, of)) / 100;
  console.log(JSON.stringify({ seconds: SECONDS, ...used, renderer: ratio("renderer"), all: ratio("all"), most: MOST }));
  process.exitCode = ratio("renderer") <= MOST ? 0 : 1;
} finally {
  await house.close();
}

/** Seconds of processor that the page and its workers take, and all of the browser, while it captures. */
async function spent(sound, begin) {
  const browser = await openBrowser({ sound });
  const page = await pageOf(browser, house, "mina");
  await begin(page);
  await sleep(SETTLED_MS);
  const system = await browser.newBrowserCDPSession();
  const before = await times(system);
  await sleep(SECONDS * 1_000);
  const after = await times(system);
  await browser.close();
  const since = (kind) => Math.round(1_000 * [...after].filter(([id, one]) => kind === null || one.type === kind).reduce((sum, [id, one]) => sum + one.cpuTime - (before.get(id)?.cpuTime ?? 0), 0)) / 1_000;
  return { renderer: since("renderer"), all: since(null) };
}

async function times(system) {
  const { processInfo } = await system.send("SystemInfo.getProcessInfo");
  return new Map(processInfo.map((one) => [one.id, one]));
}

async function record(page) {
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
}

/** The same microphone with the same settings, its frames read in a worker and closed. */
async function captureAlone(page) {
  const files = { "/alone": ["text/html", "<!doctype html><title>Alone</title>"], "/alone.js": ["text/javascript", `(${thrownAway})()`] };
  await page.route(/\/alone(\.js)?$/, (route) => {
    const [contentType, body] = files[new URL(route.request().url()).pathname];
    return route.fulfill({ contentType, body });
  });
  await page.goto(`${house.address}/alone`);
  await page.evaluate(async () => {
    const stream = await navigator.mediaDevices.getUserMedia({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
    const { readable } = new MediaStreamTrackProcessor({ track: stream.getAudioTracks()[0], maxBufferSize: 1_000 });
    globalThis.worker = new Worker("/alone.js");
    globalThis.worker.postMessage(readable, [readable]);
  });
}

/** In the worker. */
function thrownAway() {
  globalThis.onmessage = async ({ data }) => {
    const reader = data.getReader();
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) value.close();
  };
}
