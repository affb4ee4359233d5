/** The server is killed in the middle of an upload: started again, it gets the rest, once, and has the same bytes. */
import { strict as assert } from "node:assert";
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { House, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const BYTES_A_SECOND = 3_000_000;
const BEFORE_THE_KILL = 5_000_000;

const house = await House.open();
try {
  await house.furnish();
  const path = noiseFile(join(house.data, "long.wav"), 240);
  const file = readFileSync(path);
  const browser = await openBrowser();
  const page = await pageOf(browser, house, "mina");
  const offsets = watchedParts(page);
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await slowed(page);
  await page.getByLabel("Hand in a file").setInputFiles(path);
  const there = await until(async () => {
    const [upload] = (await house.ask("mina", "GET", "/uploads")).items;
    return upload !== undefined && upload.offset > BEFORE_THE_KILL ? upload : null;
  });
  assert.ok(there.offset < file.length, "the kill is in the middle");
  await house.kill();
  const sentBefore = offsets.length;
  console.log(`killed when ${there.offset} of ${file.length} bytes were there`);
  await page.goto(`${house.address}/unsent`).catch(() => null);
  await page.getByRole("listitem").filter({ hasText: "long.wav" }).waitFor();
  await sleep(5_000);
  await house.start();
  await page.getByText("Nothing is waiting").waitFor({ timeout: 180_000 });
  const { items } = await house.ask("mina", "GET", "/recordings");
  assert.equal(items.length, 1, "one recording");
  assert.equal(items[0].bytes, file.length);
  assert.equal(items[0].sha256, createHash("sha256").update(file).digest("hex"));
  const after = offsets.slice(sentBefore);
  assert.ok(after.length > 0 && Math.min(...after) >= BEFORE_THE_KILL, `it went on where it was: ${after[0]}`);
  assert.deepEqual((await house.ask("mina", "GET", "/uploads")).items, [], "no upload is left");
  console.log(`went on at ${after[0]}, one recording, the same SHA-256`);
  await browser.close();
} finally {
  await house.close();
}

/** The offsets of all parts that were sent, also after a reload. */
function watchedParts(page) {
  const offsets = [];
  page.on("request", (request) => {
    if (request.method() === "PATCH" && request.url().includes("/api/v1/uploads/")) offsets.push(Number(request.headers()["upload-offset"]));
  });
  return offsets;
}

async function slowed(page) {
  const session = await page.context().newCDPSession(page);
  await session.send("Network.enable");
  await session.send("Network.emulateNetworkConditions", { offline: false, latency: 20, downloadThroughput: -1, uploadThroughput: BYTES_A_SECOND });
}
