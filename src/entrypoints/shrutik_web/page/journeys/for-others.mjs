/** A facilitator records for people without an account: who it is for is chosen or added, agrees aloud, is shown, sent along, and asked what they have not said. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf, seen } from "./scene.mjs";

const SECONDS = 3_000;
const NEW = { name: "Karima", minor: true, guardian: "Rokeya" };

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই"] });
  const sound = noiseFile(join(house.data, "noise.wav"), 180);
  await facilitate();
  const rahim = await speaker("Rahim", sound);
  const mina = await speaker("Mina");
  const browser = await openBrowser({ sound });
  await nobodyToChoose(browser);
  const page = await pageOf(browser, house, "rina");
  await page.goto(`${house.address}/record/bn-read`);
  await choose(page);
  const said = [await take(page), await take(page)];
  assert.equal(new Set(said).size, 2, "each prompt once");
  await page.getByRole("heading", { name: "Everything here has been said" }).waitFor();
  await sentFor(rahim);
  await ownVoice(page, said);
  await agreesAloud(page, mina);
  await newcomer(page);
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
  assert.ok(await page.getByRole("button", { name: "Mina", exact: true }).isDisabled(), "who has not agreed is not recorded");
  await seen(page, "for-whom");
  await page.getByRole("button", { name: "Rahim" }).click();
  await page.getByText("For Rahim", { exact: true }).waitFor();
  await page.reload();
  await page.getByText("For Rahim", { exact: true }).waitFor();
}

/** What was said: one take of the prompt at hand, kept. */
async function take(page, name = "Rahim") {
  const prompt = await page.locator("#prompt").textContent();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await page.getByText(`For ${name}`, { exact: true }).waitFor();
  assert.ok(await page.getByRole("button", { name: "For whom" }).isDisabled(), "not while a take is under way");
  await page.waitForTimeout(SECONDS);
  await seen(page, `for-${name.toLowerCase()}`);
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

/** Somebody who was added before says that they agree, and is recorded from then on. */
async function agreesAloud(page, mina) {
  await page.getByRole("button", { name: "For whom" }).click();
  await page.getByRole("button", { name: "Record their consent: Mina" }).click();
  await page.getByRole("heading", { name: "The consent of Mina" }).waitFor();
  await page.getByText("Now let Rahima say it").waitFor();
  await seen(page, "consent-of-mina");
  await sayIt(page);
  await page.getByText("For Mina", { exact: true }).waitFor();
  await agreedAtServer(mina);
}

async function sayIt(page) {
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await page.waitForTimeout(SECONDS);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
}

async function agreedAtServer(speaker) {
  const [consent] = await until(async () => {
    const { items } = await house.ask("rina", "GET", `/speakers/${speaker}/consents`);
    return items.length > 0 ? items : null;
  });
  assert.deepEqual([consent.status, consent.version, [...consent.purposes].sort()], ["given", "1", ["publish", "record"]]);
}

/** Without a network somebody is added, agrees and is recorded; with one, all of it arrives in that order. */
async function newcomer(page) {
  await page.context().setOffline(true);
  await page.getByRole("button", { name: "For whom" }).click();
  await page.getByRole("button", { name: "Add a person" }).click();
  await page.getByLabel("What do you call them?").fill(NEW.name);
  await page.getByLabel("They are a minor").check();
  await page.getByLabel("Who agrees for them?").fill(NEW.guardian);
  await seen(page, "newcomer");
  await page.getByRole("button", { name: "Go on" }).click();
  await page.getByText(`Now let ${NEW.guardian} say it`).waitFor();
  await sayIt(page);
  await page.getByText(`For ${NEW.name}`, { exact: true }).waitFor();
  await page.getByRole("button", { name: "Press and speak" }).waitFor();
  const said = await take(page, NEW.name);
  await page.getByRole("link", { name: /2 wait/ }).waitFor();
  await page.context().setOffline(false);
  const added = await until(async () => (await house.ask("rina", "GET", "/speakers")).items.find((one) => one.name === NEW.name));
  assert.deepEqual({ minor: added.minor, guardian: added.guardian }, { minor: true, guardian: NEW.guardian });
  await agreedAtServer(added.id);
  await until(async () => (await house.ask("rina", "GET", `/recordings?speaker=${added.id}`)).items.length === 1);
  await page.getByText(`For ${NEW.name}`, { exact: true }).waitFor();
  assert.notEqual(await page.locator("#prompt").textContent(), said, "the next prompt is another");
}
