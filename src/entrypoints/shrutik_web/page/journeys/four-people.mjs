/** The whole story on the page, by four people: one records, two transcribe, an admin publishes and downloads. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, noiseFile, openBrowser, pageOf, sleep } from "./scene.mjs";

const TEXT = "আমি বাংলায় গান গাই";

const house = await House.open();
try {
  await house.furnish({ policies: { consensus: { fewest: 2, accept_confidence: 0 }, voters: { scrutiny: "none" } } }).catch(async () => {
    await house.furnish({ policies: { consensus: { fewest: 2, accept_confidence: 0 } } });
  });
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const browser = await openBrowser({ sound });
  await record(await pageOf(browser, house, "mina"));
  for (const name of ["one", "two"]) await transcribe(await pageOf(browser, house, name), name);
  await publish(await pageOf(browser, house, "admin", { viewport: { width: 1440, height: 900 } }));
  await browser.close();
} finally {
  await house.close();
}

async function record(page) {
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await sleep(4_000);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  const cut = await until(async () => (await house.ask("mina", "GET", "/recordings")).items.find((one) => one.status === "chunked"));
  console.log(`mina: a recording of ${cut.duration} s, cut into ${cut.chunk_count}`);
  await page.context().close();
}

async function transcribe(page, name) {
  await page.goto(`${house.address}/transcribe/bn-read`);
  const field = page.getByRole("textbox").first();
  await field.waitFor();
  await field.fill(TEXT);
  await page.keyboard.press("Control+Enter");
  const [given] = await until(async () => {
    const { items } = await house.ask(name, "GET", "/transcriptions");
    return items.length > 0 ? items : null;
  });
  assert.equal(given.text, TEXT);
  console.log(`${name}: transcribed`);
  await page.context().close();
}

async function publish(page) {
  await page.goto(`${house.address}/review`);
  await until(async () => {
    const { items } = await house.ask("admin", "GET", "/reviews/queue");
    for (const one of items) await house.ask("admin", "POST", "/reviews", { chunk_id: one.chunk_id, decision: "edit", text: TEXT });
    const [recording] = (await house.ask("admin", "GET", "/recordings")).items;
    const chunks = (await house.ask("admin", "GET", `/recordings/${recording.id}/chunks`)).items;
    return chunks.some((chunk) => chunk.status === "settled");
  });
  await page.goto(`${house.address}/releases/new`);
  await page.getByRole("button", { name: "Build it" }).click();
  const link = page.getByRole("link", { name: /\.tsv$|\.jsonl/ }).first();
  await link.waitFor({ timeout: 180_000 });
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.ok(await download.path());
  console.log(`admin: published, and downloaded ${download.suggestedFilename()}`);
}

async function until(found, seconds = 60) {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const what = await found();
    if (what) return what;
    await sleep(200);
  }
  throw new Error(`It did not come within ${seconds} s.`);
}
