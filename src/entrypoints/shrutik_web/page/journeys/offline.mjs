/** A whole session without a network: opened once, then agreed, recorded, transcribed, closed, opened again, and all of it sent once. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, personIn } from "./scene.mjs";

const SECONDS = 3_000;
const TEXTS = ["আমি বাংলায় গান গাই", "আজ আকাশ পরিষ্কার"];
const HALF = "আধা";

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই", "তিন"] });
  await house.record("rahim", noiseFile(join(house.data, "rahim.wav"), 40));
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const profile = join(house.data, "profile");
  const before = await openedOnce(sound, profile);
  await house.stop();
  await before.setOffline(true);
  await aSession(before.pages()[0]);
  await before.close();
  const after = await openBrowser({ sound, profile, offline: true });
  await stillThere(after.pages()[0]);
  await house.start();
  await after.setOffline(false);
  await sentOnce(after.pages()[0]);
  await after.close();
} finally {
  await house.close();
}

/** What a person does while there is a network: looks at both screens, and no more. */
async function openedOnce(sound, profile) {
  const context = await openBrowser({ sound, profile });
  const page = await personIn(context, house, "mina");
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).waitFor();
  await page.goto(`${house.address}/transcribe/bn-read`);
  await page.getByRole("textbox").waitFor();
  await page.goto(`${house.address}/unsent`);
  await page.getByText("This page opens without a network").waitFor();
  await page.getByText("3 prompts and 3 clips are ready").waitFor();
  return context;
}

async function aSession(page) {
  await page.reload();
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  for (const word of ["first", "second"]) {
    await page.getByRole("button", { name: "Press and speak" }).click();
    await page.getByRole("button", { name: "Press when done" }).waitFor();
    await page.waitForTimeout(SECONDS);
    await page.getByRole("button", { name: "Press when done" }).click();
    await page.getByRole("button", { name: "Keep and go on" }).click();
    console.log(`offline: ${word} take`);
  }
  await page.getByText("3 wait for the network").waitFor();
  await page.goto(`${house.address}/transcribe/bn-read`);
  for (const [at, text] of TEXTS.entries()) {
    await (await emptyField(page)).fill(text);
    await page.getByRole("button", { name: /^Hand in/ }).click();
    console.log(`offline: text ${at + 1}`);
  }
  await (await emptyField(page)).pressSequentially(HALF);
  await page.waitForTimeout(500);
}

/** The field of a clip that nothing was typed for yet, once it is open. */
async function emptyField(page) {
  await page.waitForFunction(() => [...document.querySelectorAll("textarea")].some((field) => !field.disabled && field.value === ""));
  return page.getByRole("textbox");
}

async function stillThere(page) {
  await page.goto(`${house.address}/unsent`);
  await page.getByText("There is no network.").waitFor();
  for (const text of TEXTS) await page.getByText(text, { exact: true }).waitFor();
  assert.equal(await page.getByRole("listitem").filter({ hasText: "waits" }).count(), 5, "a consent, two takes and two texts wait");
  await page.goto(`${house.address}/transcribe/bn-read`);
  await until(async () => (await page.locator("textarea").inputValue()) === HALF);
  console.log("offline: all there after the browser was closed");
}

async function sentOnce(page) {
  await page.goto(`${house.address}/unsent`);
  await page.getByText("Nothing is waiting").waitFor({ timeout: 120_000 });
  await page.reload();
  await page.getByText("Nothing is waiting").waitFor();
  const [consents, recordings, texts] = await Promise.all(["/me/consents", "/recordings", "/transcriptions"].map((path) => house.ask("mina", "GET", path)));
  assert.deepEqual(consents.items.map((one) => [one.status, one.version]), [["given", "1"]]);
  assert.equal(recordings.items.length, 2, "two recordings");
  assert.equal(new Set(recordings.items.map((one) => one.prompt_id)).size, 2, "of two prompts");
  assert.deepEqual(texts.items.map((one) => one.text).sort(), [...TEXTS].sort());
  console.log("online: one consent, two recordings and two texts, each once");
}
