/** An admin's first day on the page: a collection, a policy, prompts with a faulty line, a sheet of cards, and a role. */
import { strict as assert } from "node:assert";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { House } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const BENGALI = JSON.parse(readFileSync(join(import.meta.dirname, "../src/words/bn.json"), "utf-8"));
const SLUG = "bn-river";
const LINES = ['{"text": "নদীর ধারে আমাদের বাড়ি।"}', '{"text": ', '{"text": "বৃষ্টির দিনে কী করেন?", "kind": "question", "longest": 60}'];

const house = await House.open();
try {
  await house.token("mina");
  const browser = await openBrowser();
  const page = await pageOf(browser, house, "admin", { viewport: { width: 1440, height: 900 } });
  await makeCollection(page);
  await importPrompts(page);
  await showPicture(page);
  await readAloud(page);
  await setPolicy(page);
  await toldInBengali(page);
  await giveBack(page, await inviteEight(page));
  await seeService(page);
  await narrow(page);
  await giveRole(page);
  await othersStayOut(browser);
  await browser.close();
} finally {
  await house.close();
}

async function makeCollection(page) {
  await page.goto(`${house.address}/`);
  await page.getByRole("link", { name: "Admin" }).click();
  await page.getByRole("heading", { name: "There is no collection yet" }).waitFor();
  await page.getByRole("link", { name: "New collection" }).click();
  await page.getByRole("main").getByLabel("Language", { exact: true }).fill("bn");
  await page.getByLabel("Name", { exact: true }).fill("নদী River");
  assert.equal(await page.getByLabel("Short name").inputValue(), SLUG, "a short name is proposed");
  await page.getByLabel("Goal in hours").fill("20");
  await page.getByRole("group", { name: "What it is for" }).getByLabel("English").fill("Stories from the river.");
  await page.getByRole("group", { name: "Text" }).getByLabel("বাংলা").fill("আমি রাজি যে আমার কণ্ঠ রেকর্ড হবে।");
  await page.getByRole("group", { name: "Text" }).getByLabel("English").fill("I agree that my voice is recorded.");
  await page.getByRole("button", { name: "Make the collection" }).click();
  await page.waitForURL(`**/admin/collections/${SLUG}/prompts`);
  const made = await house.ask(null, "GET", `/collections/${SLUG}`);
  assert.equal(made.goal_hours, 20);
  assert.deepEqual(made.about, { en: "Stories from the river." });
  assert.deepEqual([...made.consent.languages].sort(), ["bn", "en"]);
  console.log(`a collection: ${made.slug}, consent in ${made.consent.languages.join(" and ")}`);
}

async function importPrompts(page) {
  await page.getByLabel("Or paste lines here").fill(LINES.join("\n"));
  await page.getByRole("button", { name: "Check the lines" }).click();
  await page.getByText("1 line is wrong").waitFor();
  await page.getByRole("button", { name: "Line 2", exact: true }).waitFor();
  assert.equal((await house.ask("admin", "GET", `/prompts?collection=${SLUG}`)).items.length, 0, "nothing is kept while a line is wrong");
  await page.getByRole("button", { name: "Leave that line out" }).click();
  await page.getByRole("button", { name: "Add 2 prompts" }).click();
  await page.getByText("2 prompts were added.").waitFor();
  const { items } = await house.ask("admin", "GET", `/prompts?collection=${SLUG}`);
  assert.deepEqual(items.map((one) => [one.kind, one.longest]).sort(), [["question", 60], ["text", null]]);
  console.log("prompts: 2, after a line with a fault was left out");
}

async function showPicture(page) {
  await page.getByText("Pictures and sounds to talk about").click();
  await page.getByLabel("Files", { exact: true }).setInputFiles(join(import.meta.dirname, "../public/icon-192.png"));
  await page.getByLabel("What speakers are asked about each").fill("কী দেখছেন বলুন।");
  await page.getByRole("button", { name: "Add 1 line" }).click();
  await page.getByRole("button", { name: "Check the lines" }).click();
  await page.getByRole("button", { name: "Add 1 prompt" }).click();
  await page.getByText("1 prompt was added.").waitFor();
  // Throws if it is not shown, such as under a content policy that forbids it.
  await page.getByRole("img", { name: "কী দেখছেন বলুন।" }).evaluate((picture) => { picture.loading = "eager"; return picture.decode(); });
  console.log("a prompt with a picture, which is shown");
}

async function readAloud(page) {
  await page.getByRole("link", { name: "Consent" }).click();
  const item = page.getByRole("listitem").filter({ has: page.getByText("main language") });
  await item.locator("input[type=file]").setInputFiles(noiseFile(join(house.data, "consent.wav"), 2));
  await item.getByLabel("The text read aloud, বাংলা").waitFor();
  await page.getByRole("button", { name: "Write a new version" }).click();
  await page.getByLabel("Version", { exact: true }).fill("2");
  await page.getByRole("group", { name: "Text" }).getByLabel("English").fill("I agree that my voice is recorded and published.");
  await page.getByRole("button", { name: "Put it in force" }).click();
  await page.getByText("Version 2", { exact: true }).waitFor();
  const { consent } = await house.ask(null, "GET", `/collections/${SLUG}`);
  assert.deepEqual([consent.version, [...consent.languages].sort(), consent.audio], ["2", ["bn", "en"], {}], "a new text was not read aloud yet");
  console.log(`consent read aloud, then version ${consent.version} in force`);
}

async function setPolicy(page) {
  await page.getByRole("link", { name: "Policies" }).click();
  await page.getByText("Consensus", { exact: true }).click();
  await page.getByLabel("Fewest transcriptions").fill("3");
  await page.getByLabel("Accept at this error rate").fill("");
  await page.getByLabel("Most transcriptions").fill("2");
  await page.getByRole("button", { name: "Save the policies" }).click();
  await page.getByText("This must not be less than the fewest transcriptions.").waitFor();
  assert.equal(await page.evaluate(() => document.activeElement.name), "consensus.most", "the field that contradicts has the focus");
  await page.getByLabel("Most transcriptions").fill("5");
  await page.getByRole("button", { name: "Save the policies" }).click();
  await page.getByText("It is saved.").waitFor();
  const { policies, goal_hours } = await house.ask(null, "GET", `/collections/${SLUG}`);
  assert.equal(policies.consensus.fewest, 3);
  assert.equal(policies.consensus.accept_wer, null);
  assert.equal(goal_hours, 20, "what a change does not name stays");
  console.log(`a policy, after one that contradicts was refused: at least ${policies.consensus.fewest} transcriptions`);
}

/** What is refused is told in the reader's language; only what this page has no words for, by the server beside it. */
async function toldInBengali(page) {
  await page.goto(`${house.address}/admin/collections/${SLUG}/prompts?locale=bn`);
  const look = page.getByRole("button", { name: BENGALI["admin.import_look"] });
  await page.getByLabel(BENGALI["admin.import_text"]).fill(`{"text": "${"ক".repeat(2_001)}"}`);
  await look.click();
  await page.getByText(BENGALI["refusal.prompt_text_invalid_with"].replace("{limit}", "২,০০০")).waitFor();
  const newer = { status: 409, contentType: "application/problem+json", body: JSON.stringify({ code: "of_a_newer_server", detail: "Water the river first." }) };
  await page.route("**/prompts/import/preview*", (route) => route.fulfill(newer));
  await page.getByLabel(BENGALI["admin.import_text"]).fill("নদী");
  await look.click();
  const told = page.getByRole("alert").filter({ hasText: BENGALI["problem.other"] });
  assert.equal(await told.locator("[lang=en]").innerText(), "Water the river first.");
  await page.unroute("**/prompts/import/preview*");
  await page.goto(`${house.address}/admin/collections/${SLUG}/prompts?locale=en`);
  console.log("refusals are told in Bengali, and those of a newer server beside it");
}

async function inviteEight(page) {
  await page.getByRole("navigation", { name: "Collection" }).getByRole("link", { name: "Invitations" }).click();
  await page.getByLabel("How many cards").fill("8");
  await page.getByLabel("For whom").fill("River school");
  await page.getByRole("button", { name: "Make the cards" }).click();
  const codes = page.getByRole("img", { name: "QR code that opens the account" });
  await codes.first().waitFor();
  assert.equal(await codes.count(), 8);
  // Throws if one is not drawn, such as under a content policy that forbids it.
  await codes.evaluateAll((all) => Promise.all(all.map((one) => one.decode())));
  const code = await page.getByText(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/).first().innerText();
  await page.emulateMedia({ media: "print" });
  assert.equal(await page.getByRole("link", { name: "Admin" }).isVisible(), false, "only cards are printed");
  const paper = await page.pdf({ preferCSSPageSize: true, ...(process.env.SHEET ? { path: process.env.SHEET } : {}) });
  assert.equal(paper.toString("latin1").match(/\/Type\s*\/Page\b/g)?.length, 1, "eight cards fit on one sheet");
  await page.emulateMedia({ media: "screen" });
  await page.getByRole("button", { name: "I have kept them" }).click();
  await page.getByText("River school").first().waitFor();
  console.log("cards: 8 on one sheet");
  return code;
}

async function giveBack(page, code) {
  await house.ask(null, "POST", "/invitations/accept", { code, name: "Rahim" });
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Name or address").fill("rahim");
  await page.getByRole("button", { name: "Change Rahim" }).click();
  await page.getByRole("button", { name: "Make a code that gives it back" }).click();
  const again = await page.getByRole("dialog").getByText(/^([0-9A-Z]{5}-){3}[0-9A-Z]{5}$/).innerText();
  await page.keyboard.press("Escape");
  const { account } = await house.ask(null, "POST", "/invitations/accept", { code: again, name: "Rahim" });
  assert.equal(account.name, "Rahim");
  console.log("Rahim lost his phone, and has his account back");
}

/** Lists are narrowed by the server: invitations by what became of them, people by how a word of theirs begins. */
async function seeService(page) {
  await page.goto(`${house.address}/admin/pulse`);
  await page.getByRole("heading", { name: "Service", exact: true }).waitFor();
  const plots = page.getByRole("figure");
  await plots.first().waitFor();
  assert.equal(await plots.count(), 6);
  await plots.first().getByText("As a table").click();
  assert.equal(await plots.first().getByRole("row").count(), 97, "a line of heads, and a quarter of an hour each");
  await page.getByLabel("How long").selectOption("30");
  await page.waitForURL("**/admin/pulse?days=30");
  await page.getByRole("img", { name: /^Requests that failed/ }).waitFor();
  assert.ok(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth), "nothing is wider than the screen");
  console.log("the service of a day and of a month, as pictures and as tables");
}

async function narrow(page) {
  await page.getByRole("link", { name: "Invitations" }).click();
  const earlier = page.getByRole("region").or(page.locator("section")).filter({ has: page.getByRole("heading", { name: "Earlier invitations" }) });
  await earlier.getByLabel("State").selectOption("used");
  await earlier.getByText("used by Rahim").first().waitFor();
  assert.equal(await earlier.getByRole("listitem").count(), 2, "the card, and the code that gave it back");
  await earlier.getByLabel("State").selectOption("revoked");
  await page.getByText("There is no such invitation").waitFor();
  await page.getByRole("link", { name: "People" }).click();
  const mina = page.getByRole("button", { name: "Change mina" });
  await mina.waitFor();
  await page.getByLabel("Name or address").fill("RAH");
  await mina.waitFor({ state: "detached" });
  await page.getByRole("button", { name: "Change Rahim" }).waitFor();
  assert.equal(await page.getByRole("listitem").count(), 1);
  await page.getByLabel("Name or address").fill("him");
  await page.getByText("There is no such person").waitFor();
  console.log("lists are narrowed by state, and by how a name begins");
}

async function giveRole(page) {
  await page.getByRole("link", { name: "People" }).click();
  await page.getByLabel("Name or address").fill("mina");
  await page.getByRole("button", { name: "Change mina" }).click();
  const dialog = page.getByRole("dialog", { name: "mina" });
  await dialog.getByLabel("Role").selectOption("reviewer");
  await dialog.getByLabel("নদী River").check();
  await dialog.getByRole("button", { name: "Save" }).click();
  await dialog.waitFor({ state: "detached" });
  const { items } = await house.ask("admin", "GET", "/admin/users?role=reviewer");
  assert.deepEqual(items.map((one) => [one.name, one.collections.length]), [["mina", 1]]);
  console.log("mina reviews, in that collection alone");
}

async function othersStayOut(browser) {
  await house.token("bashir");
  const page = await pageOf(browser, house, "bashir");
  await page.goto(`${house.address}/admin/people`);
  await page.getByText("Only admins may open this part.").waitFor();
  assert.equal(await page.getByRole("link", { name: "Admin" }).count(), 0);
  console.log("a contributor is told that this part is for admins");
}
