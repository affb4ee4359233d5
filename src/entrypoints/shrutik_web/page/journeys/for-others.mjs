/** A facilitator records for somebody without an account: who it is for is chosen, shown, sent along, and asked what they have not said. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf, seen } from "./scene.mjs";

const SECONDS = 3_000;

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই"] });
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  await facilitate();
  const rahim = await speaker("Rahim", sound);
  await speaker("Mina");
  const browser = await openBrowser({ sound });
  await nobodyToChoose(browser);
  const page = await pageOf(browser, house, "rina");
  await page.goto(`${house.address}/record/bn-read`);
  await choose(page);
  const said = [await take(page), await take(page)];
  assert.equal(new Set(said).size, 2, "each prompt once");
  await page.getByRole("heading", { name: "All that there is has been said" }).waitFor();
  await sentFor(rahim);
  await ownVoice(page, said);
  await browser.close();
} finally {
  await house.close();
}

async function facilitate() {
  await house.token("rina");
  const { id } = await house.ask("rina", "GET", "/me");
  await house.ask("admin", "PATCH", `/admin/users/${id}`, { role: "facilitator", collections: ["bn-read"] });
  // The role is that of the next log-in.
  house.tokens.delete("rina");
  house.tokens.set("rina", (await house.ask(null, "POST", "/auth/login", { email: "rina@example.org", password: "a long password" })).access_token);
}

/** Somebody whom the facilitator looks after; with a file, they have agreed in it. */
async function speaker(name, file) {
  const { id } = await house.ask("rina", "POST", "/speakers", { collection: "bn-read", name, minor: true, guardian: "Rahima" });
  if (file === undefined) return id;
  const form = new FormData();
  form.append("version", "1");
  form.append("purposes", "record,publish");
  form.append("audio", new Blob([readFileSync(file)]), "agreed.wav");
  const headers = { Authorization: `Bearer ${await house.token("rina")}` };
  const answer = await fetch(`${house.address}/api/v1/speakers/${id}/consents`, { method: "POST", headers, body: form });
  assert.equal(answer.status, 201, await answer.text());
  return id;
}

/** A contributor looks after nobody, and is not asked. */
async function nobodyToChoose(browser) {
  await house.agree("karim");
  const page = await pageOf(browser, house, "karim");
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "Press and speak" }).waitFor();
  assert.equal(await page.getByRole("button", { name: "For whom" }).count(), 0);
  await page.context().close();
}

/** Before the facilitator's own consent: theirs is for their own voice. */
async function choose(page) {
  await page.getByRole("button", { name: "I agree", exact: true }).waitFor();
  await page.getByRole("button", { name: "For whom" }).click();
  assert.ok(await page.getByRole("button", { name: "Mina" }).isDisabled(), "who has not agreed is not recorded");
  await seen(page, "for-whom");
  await page.getByRole("button", { name: "Rahim" }).click();
  await page.getByText("For Rahim", { exact: true }).waitFor();
  await page.reload();
  await page.getByText("For Rahim", { exact: true }).waitFor();
}

/** What was said: one take of the prompt at hand, kept. */
async function take(page) {
  const prompt = await page.locator("#prompt").textContent();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await page.getByText("For Rahim", { exact: true }).waitFor();
  assert.ok(await page.getByRole("button", { name: "For whom" }).isDisabled(), "not while a take is under way");
  await page.waitForTimeout(SECONDS);
  await seen(page, "for-rahim");
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await page.waitForFunction((before) => document.querySelector("#prompt")?.textContent !== before, prompt);
  return prompt;
}

async function sentFor(rahim) {
  const items = await until(async () => {
    const told = await house.ask("rina", "GET", `/recordings?speaker=${rahim}`);
    return told.items.length === 2 ? told.items : null;
  });
  assert.equal(new Set(items.map((one) => one.prompt_id)).size, 2);
}

/** Back to the own voice: own consent, and all prompts again. */
async function ownVoice(page, said) {
  await page.getByRole("button", { name: "For whom" }).click();
  await page.getByRole("button", { name: "Myself" }).click();
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByText("In your own voice").waitFor();
  await page.getByRole("button", { name: "Press and speak" }).waitFor();
  assert.ok(said.includes(await page.locator("#prompt").textContent()), "the own voice has said none of them");
}
