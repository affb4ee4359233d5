/** What people are told, choose to be named in, come in by and compare: notices, the leaderboard, an institution's log-in, two versions of a dataset. */
import { strict as assert } from "node:assert";
import { freePort, House, until } from "./house.mjs";
import { openInstitution } from "./institution.mjs";
import { liveIn } from "./lived-in.mjs";
import { openBrowser, pageOf, seen } from "./scene.mjs";

const DESK = { viewport: { width: 1440, height: 900 } };

const port = await freePort();
const address = `http://127.0.0.1:${port}`;
const institution = await openInstitution(`${address}/api/v1/auth/openid/university/callback`);
if (institution !== null) Object.assign(process.env, { SHRUTIK_PUBLIC_URL: address, SHRUTIK_OPENID_PROVIDERS: JSON.stringify([institution.setting]) });
const house = await House.open({ port });
try {
  await liveIn(house);
  const browser = await openBrowser();
  await notices(browser);
  await leaderboard(browser);
  await comparison(await pageOf(browser, house, "admin", DESK));
  if (institution === null) console.log("npm cannot install a provider here, so that nobody came by an institution");
  else await comesByInstitution(await pageOf(browser, house, null));
  await browser.close();
} finally {
  await house.close();
  institution?.close();
}

/** The bell counts what was not read; to read it is to open it, and it is said in the person's language. */
async function notices(browser) {
  const { id } = await house.ask("three", "GET", "/me");
  await house.ask("admin", "PATCH", `/admin/users/${id}`, { role: "reviewer", collections: ["bn-read"] });
  const page = await pageOf(browser, house, "three");
  const { items } = await house.ask("three", "GET", "/me/notices");
  const unread = items.filter((one) => one.read_at === null).length;
  assert.ok(unread > 0, "they are told what became of their account");
  await page.goto(`${house.address}/mine`);
  await page.getByRole("link", { name: `${unread} new notice` }).click();
  await page.getByText(items[0].text).first().waitFor();
  assert.equal(await page.getByText("New", { exact: true }).count(), unread, "what is new is marked");
  await seen(page, "notices");
  await until(async () => (await house.ask("three", "GET", "/me/notices")).items.every((one) => one.read_at !== null), 20);
  await page.reload();
  await page.getByText(items[0].text).first().waitFor();
  assert.equal(await page.getByRole("link", { name: /new notice/ }).count(), 0, "the bell is gone");
  console.log(`notices: ${unread} read`);
  await howTold(page);
  await page.context().close();
}

/** Each chooses how they are told, and what was read last is there without a network. */
async function howTold(page) {
  await page.getByRole("link", { name: "Choose how we tell you" }).click();
  const choice = page.getByLabel("A dataset with my voice came out");
  await choice.selectOption({ label: "By mail, once a week" });
  await until(async () => (await chosen("release_ready")).channel === "weekly", 20);
  await page.getByRole("status").filter({ hasText: "Saved." }).waitFor();
  await page.getByRole("listitem").filter({ hasText: "A log-in from a new device" }).waitFor();
  assert.equal(await page.getByLabel("A log-in from a new device").count(), 0, "security cannot be turned off");
  await seen(page, "how-told");
  assert.equal((await house.ask("three", "GET", "/me/notices/preferences")).utc_offset, await page.evaluate(() => 0 - new Date().getTimezoneOffset()));
  await page.goto(`${house.address}/mine/notices`);
  const first = (await house.ask("three", "GET", "/me/notices")).items[0].text;
  await page.getByText(first).first().waitFor();
  await page.context().setOffline(true);
  await page.getByRole("link", { name: "Recordings" }).click();
  await page.getByRole("link", { name: "Notices" }).click();
  await page.getByText(first).first().waitFor();
  await page.context().setOffline(false);
  await page.goto(`${house.address}/account/unsubscribe#about=release_ready&expires=1&subject=x&signature=x`);
  await page.getByText("A dataset with my voice came out").waitFor();
  await page.getByRole("button", { name: "Stop these letters" }).click();
  await page.getByText("This link is not valid").waitFor();
  await seen(page, "stop-letters");
  console.log("notices: told as they chose");
}

async function chosen(kind) {
  const { items } = await house.ask("three", "GET", "/me/notices/preferences");
  return items.find((one) => one.kind === kind);
}

/** Nobody is named who did not choose it; whoever chose it is, and is gone from their own sight at once when they choose otherwise. */
async function leaderboard(browser) {
  const mina = await pageOf(browser, house, "mina");
  // Sums are kept for minutes: nobody asks for them before she has chosen.
  let chosen = () => undefined;
  const choice = new Promise((resolve) => { chosen = resolve; });
  await mina.route("**/leaderboard?*", (route) => choice.then(() => route.continue()));
  await mina.goto(`${house.address}/mine/leaderboard`);
  await mina.getByLabel("Show me on the leaderboard").click();
  await until(async () => (await house.ask("mina", "GET", "/me")).on_leaderboard, 20);
  chosen();
  await mina.getByRole("rowheader", { name: "mina (you)" }).waitFor();
  await seen(mina, "leaderboard");
  const other = await pageOf(browser, house, "one");
  await other.goto(`${house.address}/mine/leaderboard`);
  await other.getByRole("rowheader", { name: "mina", exact: true }).waitFor();
  assert.equal(await other.getByRole("rowheader").count(), 1, "nobody else is named");
  await other.getByLabel("Show me on the leaderboard").click();
  await other.getByText("Your place appears within a few minutes.").waitFor();
  await mina.getByLabel("Show me on the leaderboard").click();
  await mina.getByText("Nobody is on it yet").waitFor();
  console.log("leaderboard: named by choice alone");
  for (const page of [mina, other]) await page.context().close();
}

/** Two more clips are decided; the second version says what changed, clip by clip, as the texts of both do; the third falls, and goes out with a reason. */
async function comparison(page) {
  const first = (await house.ask("admin", "GET", "/releases")).items.find((one) => one.version === 1);
  const { items } = await house.ask("admin", "GET", "/reviews/queue");
  for (const { chunk_id } of items) await house.ask("admin", "POST", "/reviews", { chunk_id, decision: "edit", text: "আমি বাংলায় গান গাই" });
  const { id } = await house.ask("admin", "POST", "/releases", { name: first.name, collections: ["bn-read"], formats: ["jsonl"] });
  const second = await until(async () => {
    const now = await house.ask("admin", "GET", `/releases/${id}`);
    return now.status === "ready" ? now : null;
  });
  const [before, after] = [textsIn(await linesOf(await house.ask("admin", "GET", `/releases/${first.id}`))), textsIn(await linesOf(second))];
  const added = [...after.keys()].filter((clip) => !before.has(clip)).length;
  const same = [...after].filter(([clip, text]) => before.get(clip) === text).length;
  assert.ok(added > 0, "the second version has more");
  await page.goto(`${house.address}/releases/${id}`);
  await page.getByRole("heading", { name: "Since version 1" }).waitFor();
  await page.getByRole("button", { name: "Compare clip by clip" }).click();
  const told = page.getByRole("status").filter({ hasText: "new" });
  await told.getByText(`${added} clip`).first().waitFor();
  await told.getByText(`${same} clip`).first().waitFor();
  assert.equal(await told.getByRole("listitem").count(), 4, "new, gone, rewritten, the same");
  await seen(page, "versions");
  const delta = second.files.find((one) => one.name.startsWith("delta-"));
  await page.locator("code").getByText(delta.name, { exact: true }).waitFor();
  const difference = page.getByRole("row", { name: /^Clips/ }).filter({ hasText: "+" });
  assert.equal((await difference.getByRole("cell").allTextContents()).join(" "), `${before.size} ${after.size} +${after.size - before.size}`);
  console.log(`versions: ${added} new, ${same} the same`);
  await stopped(page, second);
  await page.context().close();
}

/** Without the shortest clip there are fewer than before: a gate stops it, and says so in the reader's language; with a reason it goes out. */
async function stopped(page, second) {
  const low = Math.min(...(await linesOf(second)).map((line) => line.duration)) + 0.01;
  const { id } = await house.ask("admin", "POST", "/releases", { name: second.name, collections: ["bn-read"], formats: ["jsonl"], seconds: { low } });
  const failed = await until(async () => {
    const now = await house.ask("admin", "GET", `/releases/${id}`);
    return ["failed", "ready"].includes(now.status) ? now : null;
  });
  assert.equal(failed.error_code, "release_stopped", failed.error);
  await page.goto(`${house.address}/releases/${id}`);
  await page.getByText("It does not go out as it is").waitFor();
  const reasons = page.getByRole("textbox");
  await page.getByLabel(/^Whole dataset: clips fell from/).waitFor();
  await seen(page, "stopped");
  const found = await reasons.count();
  await reasons.first().fill("Short clips are left out on purpose.");
  await page.getByRole("button", { name: "Give the first reason for all" }).click();
  await page.getByRole("button", { name: "Ask again with these reasons" }).click();
  await page.waitForURL((url) => url.pathname.startsWith("/releases/") && !url.pathname.endsWith(id));
  await page.locator("#datasheet").waitFor({ timeout: 90_000 });
  const made = await house.ask("admin", "GET", page.url().replace(/.*(?=\/releases\/)/, ""));
  assert.equal(Object.keys(made.selection.accepted).length, found);
  assert.equal(made.selection.seconds[0], low, "it is asked for as it was");
  console.log(`a gate stopped a version for ${found} findings; with reasons it went out`);
}

async function linesOf({ files }) {
  const texts = await Promise.all(files.filter(({ name }) => name.startsWith("views/jsonl/")).map(async ({ url }) => (await fetch(new URL(url, house.address))).text()));
  return texts.flatMap((text) => text.trim().split("\n")).map((line) => JSON.parse(line));
}

function textsIn(lines) {
  return new Map(lines.map(({ clip, text }) => [clip, text]));
}

/** A person of a university logs in there and is led back to the page, with an account and a session. */
async function comesByInstitution(page) {
  await page.goto(`${house.address}/account/log-in`);
  await page.getByRole("link", { name: "Log in with university" }).click();
  await page.waitForURL((url) => url.origin === institution.setting.issuer);
  await page.getByPlaceholder(/login/i).fill("rahim");
  await page.getByPlaceholder(/password/i).fill("any");
  await page.getByRole("button", { name: /sign-in|log in/i }).click();
  await page.getByRole("button", { name: /continue/i }).click();
  await page.waitForURL((url) => url.origin === house.address && url.pathname === "/");
  await page.getByRole("link", { name: "Mine" }).waitFor();
  await page.goto(`${house.address}/account/security`);
  await page.getByRole("heading", { name: "Name of rahim" }).waitFor();
  await page.getByText(/^Linked on/).waitFor();
  await seen(page, "by-institution");
  console.log("an institution: a log-in there opened an account here");
}
