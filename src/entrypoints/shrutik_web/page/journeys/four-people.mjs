/** The whole story on the page, by people: one records, three transcribe, a reviewer decides, an admin publishes, downloads, and reports a clip. */
import { strict as assert } from "node:assert";
import { execSync } from "node:child_process";
import { truncateSync } from "node:fs";
import { join } from "node:path";
import { House, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf, seen } from "./scene.mjs";

const TEXT = "আমি বাংলায় গান গাই";
const TYPED = { one: "আমি বাংলায় গান গাইছি", two: "আমি বাংলার গান গাই", three: "আমি বাংলা গান গেয়েছি" };
const WRONG = "There is one word too many at its end.";
const DESK = { viewport: { width: 1440, height: 900 } };

const house = await House.open();
try {
  await house.furnish({ policies: { consensus: { fewest: 3, most: 3 }, lending: { gold_share: 0 }, voters: { scrutiny: "none" } } });
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const browser = await openBrowser({ sound });
  await record(await pageOf(browser, house, "mina"));
  for (const name of Object.keys(TYPED)) await transcribe(await pageOf(browser, house, name), name);
  await review(await pageOf(browser, house, "admin", DESK));
  await publish(await pageOf(browser, house, "admin", DESK));
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

/** Writes clip after clip until nothing is left; a key that is pressed twice counts once. */
async function transcribe(page, name) {
  await page.goto(`${house.address}/transcribe/bn-read`);
  const field = page.getByRole("textbox").first();
  const nothing = page.getByRole("heading", { name: "Nothing to write just now" });
  let written = 0;
  for (;;) {
    await field.or(nothing).first().waitFor();
    if (await nothing.isVisible()) break;
    await field.fill(TYPED[name]);
    await page.keyboard.press("Control+Enter");
    await page.keyboard.press("Control+Enter");
    written += 1;
    await until(async () => (await nothing.isVisible()) || (await field.inputValue({ timeout: 500 }).catch(() => "gone")) === "");
  }
  const items = await until(async () => {
    const given = (await house.ask(name, "GET", "/transcriptions")).items;
    return given.length === written ? given : null;
  });
  assert.ok(written > 0);
  assert.ok(items.every((one) => one.text === TYPED[name]));
  console.log(`${name}: ${written} transcribed`);
  await page.context().close();
}

/** Decides by keys; the first decision is undone within its ten seconds, and made again. */
async function review(page) {
  await until(async () => (await house.ask("admin", "GET", "/reviews/queue")).items.length > 0);
  await page.goto(`${house.address}/review`);
  const text = page.getByRole("textbox", { name: "What is said" });
  const undo = page.getByRole("button", { name: /^Undo/ });
  const nothing = page.getByRole("heading", { name: "Nothing is waiting for you" });
  await text.fill(TEXT);
  await page.keyboard.press("Control+Enter");
  await undo.waitFor();
  await page.keyboard.press("Alt+z");
  await undo.waitFor({ state: "detached" });
  assert.equal(decisions(), 0, "what was undone was never sent");
  let decided = 0;
  for (;;) {
    await text.or(nothing).first().waitFor();
    if (await nothing.isVisible()) break;
    await text.fill(TEXT);
    await page.keyboard.press("Control+Enter");
    decided += 1;
    await undo.waitFor();
  }
  assert.ok(decisions() < decided, "the last decision waits for ten seconds");
  await until(() => decisions() === decided);
  assert.equal(house.sql(`SELECT count(*) FROM chunks WHERE status = 'settled' AND text = '${TEXT}'`), String(decided));
  console.log(`admin: undone once, then ${decided} decided`);
  await page.context().close();
}

function decisions() {
  return Number(house.sql("SELECT count(*) FROM reviews WHERE decided_at IS NOT NULL"));
}

async function publish(page) {
  await page.goto(`${house.address}/releases/new`);
  await page.getByRole("button", { name: "What would go in?" }).click();
  await page.getByText("Built now, it would hold").waitFor();
  const told = await page.getByRole("status").filter({ hasText: "it would hold" }).innerText();
  const parts = await page.getByRole("table", { name: "Splits" }).locator("tbody td:nth-of-type(1)").allTextContents();
  await page.getByRole("button", { name: "Build it" }).click();
  await page.locator("#datasheet").waitFor({ timeout: 180_000 });
  await page.getByText("Views for tools").click();
  const link = page.getByRole("link", { name: /\.tsv$/ }).first();
  const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
  assert.ok(await download.path());
  const clips = await plotsSayWhatTheTextsSay(page);
  assert.equal(parts.reduce((all, one) => all + Number(one), 0), clips.length, "and its splits, as many together");
  assert.match(told, new RegExp(`\\b${clips.length} clips?\\b`), "the preview said as many");
  console.log(`admin: published, and downloaded ${download.suggestedFilename()}`);
  await bringHome(page);
  await report(page, clips[0].clip);
}

/** A clip whose text is wrong, told by its id: a reviewer sees what was said of it, and no new dataset would hold it. */
async function report(page, clip) {
  const send = page.getByRole("button", { name: "Report it" });
  await page.getByLabel("Id of the clip").fill("0".repeat(32));
  await page.getByLabel("What is wrong with it?").fill(WRONG);
  await send.click();
  await page.getByText("The dataset has no clip with this id.").waitFor();
  await page.getByLabel("Id of the clip").fill(clip);
  await send.click();
  await page.getByText("Thank you, a reviewer will look at it").waitFor();
  await seen(page, "reported");
  await page.goto(`${house.address}/review`);
  await page.getByText(WRONG).waitFor();
  await seen(page, "review-of-a-report");
  await page.goto(`${house.address}/releases/new`);
  await page.getByRole("button", { name: "What would go in?" }).click();
  await page.getByText("Somebody reported it").first().waitFor();
  await seen(page, "preview-without-it");
  console.log("admin: a clip reported, seen by a reviewer, and out of the next dataset");
}

/** The tables under the plots, against the texts as they are downloaded. */
async function plotsSayWhatTheTextsSay(page) {
  const { items } = await house.ask("admin", "GET", "/releases");
  const views = items[0].files.filter(({ name }) => name.startsWith("views/jsonl/"));
  const texts = await Promise.all(views.map(async ({ url }) => (await fetch(new URL(url, house.address))).text()));
  const lines = texts.flatMap((text) => text.trim().split("\n")).map((line) => JSON.parse(line));
  const counted = async (title) => {
    const table = page.locator("#datasheet figure", { hasText: title }).locator("tbody td");
    await table.first().waitFor({ state: "attached" });
    return (await table.allTextContents()).map((told) => Number.parseInt(told, 10));
  };
  const sum = (figures) => figures.reduce((all, one) => all + one, 0);
  assert.equal(sum(await counted("Clips by length")), lines.length);
  assert.equal(sum(await counted("Clips by confidence")), lines.length);
  const decided = page.getByRole("row", { name: /A reviewer decided/ }).locator("td").first();
  assert.equal(Number(await decided.textContent()), lines.filter((line) => line.decision === "reviewer").length);
  const splits = page.getByRole("table", { name: "Splits" }).locator("tbody tr td:nth-of-type(2)");
  assert.equal(sum((await splits.allTextContents()).map(Number)), lines.length);
  console.log(`admin: the plots show the ${lines.length} clips of the texts`);
  return lines;
}

/** The list of all files, fetched by the line that stands beside it, is the release, also if it broke off: every checksum holds. */
async function bringHome(page) {
  const [download] = await Promise.all([page.waitForEvent("download"), page.getByRole("button", { name: "Save the list" }).click()]);
  await download.saveAs(join(house.data, download.suggestedFilename()));
  const line = await page.getByText(/^curl --fail .*--config/).innerText();
  const check = await page.getByText(/^cd .* sha256sum --check/).innerText();
  const run = (words) => execSync(words, { cwd: house.data, shell: "/bin/bash", stdio: "pipe" });
  run(line);
  run(check);
  const archive = join(house.data, "bn-read-v1/shards/all-00000.tar");
  truncateSync(archive, 1_000);
  // Of what is there whole it says that nothing more is to be had, which is an error to it.
  run(`${line} || true`);
  run(check);
  const verify = await page.getByText(/^curl -o release\.pub/).innerText();
  const told = run(verify.replaceAll(/^shrutik /gm, `${process.env.SHRUTIK_COMMAND ?? "shrutik"} `)).toString();
  assert.match(told, /is as it was released.*the signature/);
  console.log("admin: all files came by one line, also after it broke off, and every checksum holds");
}
