/** The browser is killed while somebody speaks; opened again, it offers all but the last second, and the server gets it. */
import { strict as assert } from "node:assert";
import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { House, PASSWORD, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, seen } from "./scene.mjs";

const MOST_LOST = 1;
const RATE = 44_100;
/** Seconds before the press that are in the take: they make up for nothing that was spoken after it. */
const PRE_ROLL = 0.3;

const house = await House.open();
try {
  await house.furnish();
  await house.token("mina");
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const profile = join(house.data, "profile");
  const spoken = await killedWhileSpeaking(sound, profile);
  const { frames, samples } = await keptAfterwards(sound, profile);
  const lost = spoken - (frames / RATE - PRE_ROLL);
  console.log(JSON.stringify({ spoken, stored: frames / RATE, lost, atServer: samples / RATE }));
  assert.ok(lost < MOST_LOST, `${lost} s are lost`);
  assert.equal(samples, frames, "all that was stored is at the server");
} finally {
  await house.close();
}

/** Seconds from "recording" on the screen to the kill. */
async function killedWhileSpeaking(sound, profile) {
  const context = await openBrowser({ sound, profile });
  const page = await opened(context);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  const since = performance.now();
  await sleep(7_000);
  const spoken = (performance.now() - since) / 1_000;
  const gone = new Promise((resolve) => context.once("close", resolve));
  // Children first: none lives on to write what its parent no longer can.
  for (const id of processesOf(profile)) process.kill(id, "SIGKILL");
  await gone;
  return spoken;
}

/** Opens the same profile, keeps what is offered and says the rest, and waits until the server has both. */
async function keptAfterwards(sound, profile) {
  const context = await openBrowser({ sound, profile });
  const page = await opened(context);
  await page.getByRole("button", { name: "Keep", exact: true }).waitFor();
  const frames = await page.evaluate(storedFrames);
  const said = await page.locator("[class*=found] bdi").innerText();
  await page.getByRole("button", { name: "Keep, and say the rest" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  assert.equal(await page.locator("#prompt").innerText(), said, "the prompt is the one that was interrupted");
  await sleep(2_000);
  await seen(page, "goes-on");
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  const both = await until(async () => {
    const { items } = await house.ask("mina", "GET", "/recordings");
    return items.length === 2 && items.every((one) => one.sample_rate) && items;
  });
  await context.close();
  const rest = both.find((one) => one.metadata.capture.ended === "stopped");
  const killed = both.find((one) => one !== rest);
  // Of the browser's processes the one of the sound may go first, which the page still sees as an interruption.
  assert.match(killed.metadata.capture.ended, /^(killed|interrupted)$/);
  assert.equal(killed.prompt_id, rest.prompt_id, "both are of one prompt");
  return { frames, samples: Math.round(killed.duration * killed.sample_rate) };
}

async function opened(context) {
  await context.grantPermissions(["microphone"], { origin: house.address });
  const page = context.pages()[0] ?? (await context.newPage());
  const data = { email: "mina@example.org", password: PASSWORD, refresh_token_in: "cookie" };
  const answer = await context.request.post(`${house.address}/api/v1/auth/login`, { data });
  assert.ok(answer.ok(), `log-in: ${answer.status()}`);
  await context.addInitScript(() => localStorage.setItem("shrutik-logged-in", "1"));
  await context.addInitScript(() => localStorage.setItem("shrutik-recorder", JSON.stringify({ checked: true })));
  await page.goto(`${house.address}/record/bn-read`);
  return page;
}

/** The browser and its children, the youngest first. */
function processesOf(profile) {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid=,args="], { encoding: "utf-8" }).split("\n");
  const all = lines.map((line) => /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line)).filter((found) => found !== null);
  const family = new Set(all.filter(([, , , command]) => command.includes(`--user-data-dir=${profile}`)).map(([, id]) => Number(id)));
  for (const [, id, parent] of all) if (family.has(Number(parent))) family.add(Number(id));
  return [...family].sort((one, other) => other - one);
}

/** In the browser: frames of the blocks that are on the disk, of two channels each. */
function storedFrames() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("shrutik");
    asked.onsuccess = () => {
      const all = asked.result.transaction("blocks").objectStore("blocks").getAll();
      all.onsuccess = () => resolve(all.result.reduce((sum, { samples }) => sum + samples.length / 2, 0));
    };
  });
}
