/** The disk runs full: the speaker is warned, the take ends cleanly, nothing is lost, and once it was sent there is room again. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, personIn } from "./scene.mjs";

const RATE = 44_100;
const SPARED = 5_000_000;
const RESERVE = 24_000_000;
/** A minute of the fake microphone: two channels of 4 bytes, and half as much for the file that is made of it. */
const MINUTE = RATE * 2 * 4 * 1.5 * 60;
/** A browser that tells how much room there is, as Firefox and Safari do; Chromium has told a made-up figure since 138. */
const HONEST = ["--disable-features=StaticStorageQuota"];

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই", "তিন", "চার"] });
  const sound = noiseFile(join(house.data, "noise.wav"), 120);
  await withBrowser("honest", HONEST, foreseen);
  await withBrowser("usual", [], unforeseen);

  async function withBrowser(name, args, story) {
    const context = await openBrowser({ sound, args, profile: join(house.data, name) });
    const page = await personIn(context, house, name);
    await page.goto(`${house.address}/record/bn-read`);
    await page.getByRole("button", { name: "I agree", exact: true }).click();
    await page.getByRole("button", { name: "Press and speak" }).waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
    // The room in hand is made as soon as the recorder is there.
    await until(() => page.evaluate(async (least) => (await navigator.storage.estimate()).usage >= least, RESERVE));
    const session = await context.newCDPSession(page);
    /** So many bytes more may be written. */
    const leave = async (bytes) => {
      const { usage } = await session.send("Storage.getUsageAndQuota", { origin: house.address });
      await session.send("Storage.overrideQuotaForOrigin", { origin: house.address, quotaSize: Math.max(1, Math.round(usage + bytes)) });
    };
    await context.setOffline(true);
    await story(page, leave);
    await context.setOffline(false);
    await arrives(page, name);
    await session.send("Storage.overrideQuotaForOrigin", { origin: house.address });
    await recordsAgain(page, name);
    await context.close();
  }
} finally {
  await house.close();
}

/** The browser tells the truth: the speaker is warned in time, and the take ends before a write fails. */
async function foreseen(page, leave) {
  await leave(SPARED + 1.05 * MINUTE);
  await page.getByText(/There is room for \d more minute/).waitFor();
  await endsByItself(page);
  await refusesToBegin(page);
  console.log("foreseen: warned, ended, and not begun again");
}

/** It does not: the write fails, and the room in hand takes what was said. */
async function unforeseen(page, leave) {
  await leave(1_000_000);
  await endsByItself(page);
  await leave(-1_000_000_000);
  await refusesToBegin(page);
  console.log("unforeseen: all that was said is kept, and not begun again");
}

async function endsByItself(page) {
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await page.getByText("The recording was interrupted").waitFor({ timeout: 90_000 });
  await page.getByText("There is no more room on this device").first().waitFor();
  const [take] = await page.evaluate(storedTakes);
  assert.deepEqual([take.state, take.ended], ["done", "interrupted"]);
  assert.equal(take.frames, take.framesOfBlocks, "every block that was announced is there");
  assert.ok(take.frames > 2 * RATE, "it had begun");
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await page.getByText("1 waits for the network").waitFor();
  console.log(`ended by itself after ${(take.frames / RATE).toFixed(1)} s`);
}

async function refusesToBegin(page) {
  // What was let go is left alone for a while, so that what was said is written first.
  await page.waitForTimeout(11_000);
  await page.getByRole("button", { name: "Press and speak" }).click();
  await until(async () => (await page.getByRole("button", { name: "Try again" }).count()) > 0);
  assert.equal((await page.evaluate(storedTakes)).length, 1, "no take was begun");
}

/** Also with not a byte to spare it is sent, and what it took is free again. */
async function arrives(page, name) {
  const sent = await until(async () => (await house.ask(name, "GET", "/recordings")).items.find((one) => one.sample_rate !== null), 90);
  await page.getByText("for the network").waitFor({ state: "detached" });
  const [take] = await page.evaluate(storedTakes);
  assert.equal(sent.metadata.capture.ended, "interrupted");
  assert.deepEqual([take.state, take.framesOfBlocks], ["sent", 0], "its sound has left the device");
  assert.equal(Math.round(sent.duration * RATE), take.frames, "all of it is at the server");
}

async function recordsAgain(page, name) {
  await page.reload();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await until(async () => (await house.ask(name, "GET", "/recordings")).items.length === 2);
  console.log("sent, and records again");
}

/** In the browser: the takes on the disk, and how many frames their blocks have. */
async function storedTakes() {
  const done = (asked) => new Promise((resolve, reject) => {
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
  });
  const store = await done(indexedDB.open("shrutik"));
  const read = store.transaction(["takes", "blocks"]);
  const [takes, blocks] = await Promise.all([done(read.objectStore("takes").getAll()), done(read.objectStore("blocks").getAll())]);
  store.close();
  const frames = (id) => blocks.filter((block) => block.take === id).reduce((sum, { samples }) => sum + samples.length / 2, 0);
  return takes.map((take) => ({ state: take.state, ended: take.facts.ended, frames: take.frames, framesOfBlocks: frames(take.id) }));
}
