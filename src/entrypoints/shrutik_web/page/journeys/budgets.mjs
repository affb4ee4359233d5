/** What the page costs a cheap phone: bytes of script, and times on a slow network with a slow CPU. Prints a table; exit 1 if a budget is missed. */
import { join } from "node:path";
import { House, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

/** So many, for one alone differs by half from another on a machine that does something beside it. */
const CLIPS = 9;

/** 400 kbit/s and 400 ms to the server and back, as WebPageTest has slow 3G; a CPU four times slower than this one. */
const SLOW_3G = { offline: false, latency: 400, downloadThroughput: 50_000, uploadThroughput: 50_000 };
const SLOWER = 4;
const ONLY_SIZE = process.argv.includes("--size");
const PROMPTS = Array.from({ length: 30 }, (_, index) => `আজ আকাশ পরিষ্কার, ${index}।`);

const told = [];
const house = await House.open();
try {
  await house.furnish({ prompts: PROMPTS, policies: { voters: { scrutiny: "none" } } }).catch(() => house.furnish({ prompts: PROMPTS }));
  const sound = noiseFile(join(house.data, "noise.wav"), 120);
  if (!process.argv.includes("--clips")) await measured(sound, size);
  if (process.argv.includes("--clips")) await measured(sound, transcribing);
  else if (!ONLY_SIZE) {
    await measured(sound, paints);
    await measured(sound, transcribing);
  }
} finally {
  await house.close();
}
console.table(told);
process.exit(told.every((one) => one.kept) ? 0 : 1);

function tell(what, value, limit, unit) {
  console.log(what, value, unit);
  told.push({ what, value: Math.round(value * 100) / 100, limit, unit, kept: value <= limit });
}

async function measured(sound, measure) {
  const browser = await openBrowser({ sound });
  await measure(browser);
  await browser.close();
}

/** Every script that the record screen loads until it can record, packed by gzip; and what the rest of a take adds. */
async function size(browser) {
  const page = await pageOf(browser, house, "size");
  const scripts = new Set();
  page.on("response", (response) => { if (/\.js$/.test(new URL(response.url()).pathname) && !response.fromServiceWorker()) scripts.add(response.url()); });
  await page.context().route("**/sw.js", (route) => route.abort());
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByRole("button", { name: "Press and speak" }).waitFor();
  tell("script of the record screen", (await packed(scripts)) / 1_000, 140, "kB gzip");
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await sleep(2_000);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await sleep(3_000);
  tell("and once a take is on its way", (await packed(scripts)) / 1_000, 165, "kB gzip");
}

async function packed(addresses) {
  let bytes = 0;
  for (const address of addresses) {
    const answer = await fetch(address, { headers: { "Accept-Encoding": "gzip" } });
    if (process.argv.includes("--list")) console.log(answer.headers.get("content-length"), new URL(address).pathname);
    bytes += Number(answer.headers.get("content-length"));
  }
  return bytes;
}

async function slowed(page) {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Network.enable");
  await devtools.send("Network.emulateNetworkConditions", SLOW_3G);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  return devtools;
}

/** When a stranger reads what this is, and when a speaker has her prompt: the first time, and with the page on the phone. */
async function paints(browser) {
  await house.agree("paint");
  const home = { path: "/", there: (page) => page.getByRole("heading", { level: 1 }).first() };
  const record = { path: "/record/bn-read", there: (page) => page.getByRole("button", { name: "Press and speak" }) };
  await opened(await pageOf(browser, house, null), home, [["a stranger's first screen, cold", 4], ["a stranger's first screen, warm", 1]]);
  await opened(await pageOf(browser, house, "paint"), record, [["prompt and button there, cold", 8], ["prompt and button there, warm", 2]]);
}

async function opened(page, { path, there }, budgets) {
  await slowed(page);
  for (const [what, limit] of budgets) {
    await page.goto(`${house.address}${path}`, { waitUntil: "commit" });
    await there(page).waitFor({ timeout: 60_000 });
    const [paint, now] = await page.evaluate(() => [performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? 0, performance.now()]);
    tell(`${what}: first paint`, paint / 1_000, limit, "s");
    tell(`${what}: whole`, now / 1_000, limit + 2, "s");
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
    await sleep(1_000);
  }
  await page.context().close();
}

function median(values) {
  return [...values].sort((one, other) => one - other)[Math.floor(values.length / 2)];
}

/** From a text that was handed in to the next clip, its sound loaded and the field open. */
async function transcribing(browser) {
  for (const seed of [11, 12, 13]) await house.record("reader", noiseFile(join(house.data, "more.wav"), 60, seed));
  const page = await pageOf(browser, house, "typist");
  page.setDefaultTimeout(90_000);
  await page.goto(`${house.address}/transcribe/bn-read`);
  const field = page.getByRole("textbox").first();
  await field.waitFor({ timeout: 60_000 });
  await slowed(page);
  await page.evaluate(watchClips);
  const nexts = [];
  for (let clip = 0; clip < CLIPS; clip++) {
    await field.fill("আজ আকাশ");
    await until(() => page.evaluate(clipsAhead).then((count) => count > 1));
    await page.evaluate(() => { globalThis.before = document.querySelector("#heard"); globalThis.nextAt = null; });
    await page.keyboard.press("Control+Enter");
    await page.waitForFunction(() => globalThis.nextAt !== null);
    nexts.push(await page.evaluate(() => globalThis.nextAt - globalThis.pressedAt));
  }
  tell(`next clip, median of ${CLIPS}`, median(nexts), 100, "ms");
}

/** In the page: how many clips are on the device. */
function clipsAhead() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("shrutik");
    asked.onsuccess = () => {
      const all = asked.result.transaction("kept").objectStore("kept").getAllKeys();
      all.onsuccess = () => { resolve(all.result.filter(([kind]) => kind === "task").length); };
    };
  });
}

/** In the page: when another clip's field is open. */
function watchClips() {
  addEventListener("keydown", () => { globalThis.pressedAt = performance.now(); }, true);
  new MutationObserver(() => {
    const field = document.querySelector("#heard");
    if (field !== null && field !== globalThis.before && !field.disabled) globalThis.nextAt ??= performance.now();
  }).observe(document.body, { subtree: true, childList: true, attributes: true });
}
