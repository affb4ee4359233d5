/** Two tabs of one person come back to the network together: each take makes one upload, each text is sent once. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, personIn } from "./scene.mjs";

const TEXT = "আমি বাংলায় গান গাই";
/** Milliseconds: takes of the same sound from its beginning must differ in length, or they could be the same bytes. */
const LONG = 3_000;
const LONGER = 4_500;

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই", "তিন"] });
  await house.record("rahim", noiseFile(join(house.data, "rahim.wav"), 40));
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const context = await openBrowser({ sound, profile: join(house.data, "profile") });
  const first = await personIn(context, house, "mina");
  const second = await context.newPage();
  const taken = watched(context);
  await first.goto(`${house.address}/record/bn-read`);
  await first.getByRole("button", { name: "I agree", exact: true }).click();
  await first.getByRole("button", { name: "Press and speak" }).waitFor();
  for (const page of [first, second]) await clipOf(page);
  await first.goto(`${house.address}/unsent`);
  await first.getByText("3 prompts and 3 clips are ready").waitFor();
  await context.setOffline(true);
  await record(first, LONG);
  await record(second, LONGER);
  for (const page of [first, second]) await (await clipOf(page)).fill(TEXT);
  for (const page of [first, second]) await page.getByRole("button", { name: /^Hand in/ }).click();
  for (const page of [first, second]) await page.getByText("3 unsent").waitFor();
  assert.deepEqual(taken, [], "nothing is sent without a network");
  await context.setOffline(false);
  for (const page of [first, second]) await page.getByText(/\d unsent/).waitFor({ state: "detached", timeout: 120_000 });
  for (const page of [first, second]) await page.goto(`${house.address}/unsent`);
  for (const page of [first, second]) await page.getByText("Nothing is waiting").waitFor({ timeout: 120_000 });
  await sentOnce(taken);
  await context.close();
} finally {
  await house.close();
}

/** What the server takes from both tabs: the method, the path, and which upload it is. */
function watched(context) {
  const taken = [];
  context.on("response", (response) => {
    const method = response.request().method();
    const { pathname } = new URL(response.url());
    if (!response.ok() || !["POST", "PATCH"].includes(method) || !/^\/api\/v1\/(uploads|transcriptions|recordings)/.test(pathname)) return;
    taken.push({ what: `${method} ${pathname.split("/")[3]}`, upload: response.headers().location ?? pathname });
  });
  return taken;
}

/** The text field of the clip that is at hand. */
async function clipOf(page) {
  await page.goto(`${house.address}/transcribe/bn-read`);
  const field = page.locator("textarea:enabled");
  await field.waitFor();
  return field;
}

/** Pressed twice in one go: it is one take. */
async function record(page, milliseconds) {
  await page.bringToFront();
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "Press and speak" }).dblclick();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await page.waitForTimeout(milliseconds);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await page.getByText(/for the network/).waitFor();
}

async function sentOnce(taken) {
  const recordings = await until(async () => (await house.ask("mina", "GET", "/recordings")).items);
  const texts = (await house.ask("mina", "GET", "/transcriptions")).items;
  const those = (what) => taken.filter((one) => one.what === what);
  assert.deepEqual(texts.map((one) => one.text), [TEXT]);
  assert.equal(recordings.length, 2, "two recordings");
  assert.equal(new Set(recordings.map((one) => one.sha256)).size, 2, "of two takes");
  assert.equal(new Set(those("POST uploads").map((one) => one.upload)).size, 2, "two uploads are begun");
  assert.equal(those("POST transcriptions").length, 1, "the text is taken once");
  const parts = recordings.reduce((sum, { bytes }) => sum + Math.ceil(bytes / 1_048_576), 0);
  assert.ok(those("PATCH uploads").length <= parts, "no part is taken twice");
  console.log("two takes, two uploads, one text, in", taken.length, "requests");
}
