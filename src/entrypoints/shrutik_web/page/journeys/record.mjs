/** A stranger joins, agrees, records two prompts, and the server has them; sound goes through a fake microphone. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, sleep } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const house = await House.open();
try {
  await house.furnish();
  const sound = noiseFile(join(house.data, "noise.wav"), 30);
  const browser = await openBrowser({ sound });
  const page = await pageOf(browser, house, "mina");
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  for (const _ of [1, 2]) {
    await page.getByRole("button", { name: "Press and speak" }).click();
    await page.getByRole("button", { name: "Press when done" }).waitFor();
    await sleep(3_000);
    await page.getByRole("button", { name: "Press when done" }).click();
    await page.getByRole("button", { name: "Keep and go on" }).click();
    await sleep(500);
  }
  let sent = [];
  for (let tries = 0; tries < 100 && sent.length < 2; tries++) {
    await sleep(200);
    sent = (await house.ask("mina", "GET", "/recordings")).items;
  }
  assert.equal(sent.length, 2, "both recordings are at the server");
  for (let tries = 0; tries < 100; tries++) {
    const now = (await house.ask("mina", "GET", "/recordings")).items;
    if (now.every((one) => one.status === "chunked")) break;
    await sleep(200);
  }
  const [one] = (await house.ask("mina", "GET", "/recordings")).items;
  console.log(one.status, one.media_type, one.sample_rate, one.channels, one.duration, JSON.stringify(one.metadata));
  assert.equal(one.status, "chunked");
  assert.equal(one.media_type, "audio/flac");
  await page.screenshot({ path: process.env.SHOT ?? join(house.data, "record.png") });
  const kept = await page.evaluate(() => new Promise((resolve) => {
    const asked = indexedDB.open("shrutik");
    asked.onsuccess = () => { const all = asked.result.transaction("blocks").objectStore("blocks").count(); all.onsuccess = () => resolve(all.result); };
  }));
  assert.equal(kept, 0, "what the server confirmed leaves the device");
  await browser.close();
  console.log("recorded, sent and cut: 2");
} finally {
  await house.close();
}
