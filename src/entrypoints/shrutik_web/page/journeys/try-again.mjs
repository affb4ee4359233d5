/** What cannot be loaded says so and is asked for again: with a server that fails, and without a network. */
import { strict as assert } from "node:assert";
import { House } from "./house.mjs";
import { openBrowser, pageOf } from "./scene.mjs";

const BUSY = { status: 500, contentType: "application/problem+json", body: JSON.stringify({ code: "internal", detail: "It failed." }) };
/** Whose screen, where it is, what it asks for, and what is there once it has come. */
const SCREENS = [
  ["mina", "/record/bn-read", "**/api/v1/collections?*", (page) => page.getByRole("button", { name: "Press and speak" })],
  ["mina", "/record/bn-read", "**/api/v1/prompts/next", (page) => page.getByRole("button", { name: "Press and speak" })],
  ["admin", "/releases/RELEASE", "**/api/v1/releases/RELEASE", (page) => page.getByRole("heading", { name: /river/ })],
  ["mina", "/mine", "**/api/v1/recordings?*", (page) => page.getByRole("link", { name: "Record" }).last()],
];

const house = await House.open();
try {
  await house.furnish({ prompts: ["এক", "দুই"] });
  await house.agree("mina");
  const { id } = await house.ask("admin", "POST", "/releases", { name: "river", collections: ["bn-read"], formats: ["csv"] });
  const browser = await openBrowser();
  for (const [name, path, asked, whole] of SCREENS) await fails(browser, { name, path: path.replace("RELEASE", id), asked: asked.replace("RELEASE", id), whole });
  await withoutNetwork(browser, `/releases/${id}`);
  await browser.close();
} finally {
  await house.close();
}

/** The button is pressed by its key, and has the focus again if that fails too. */
async function fails(browser, { name, path, asked, whole }) {
  const page = await pageOf(browser, house, name);
  await page.route(asked, (route) => route.fulfill(BUSY));
  await page.goto(`${house.address}${path}`);
  const again = page.getByRole("button", { name: "Try again" });
  await again.waitFor();
  assert.ok((await page.getByRole("alert").textContent()).length > "Try again".length, "what happened is said");
  const answered = page.waitForResponse((response) => response.status() === 500);
  await again.press("Enter");
  await answered;
  await page.waitForFunction(() => document.activeElement?.textContent === "Try again");
  await page.unroute(asked);
  await page.keyboard.press("Enter");
  await whole(page).waitFor();
  assert.equal(await again.count(), 0);
  console.log(`try again: ${path}`);
  await page.context().close();
}

/** It is said at once, and loaded by itself when the network is back. */
async function withoutNetwork(browser, path) {
  const page = await pageOf(browser, house, "admin");
  await page.goto(`${house.address}/releases`);
  await page.getByRole("link", { name: /river/ }).waitFor();
  await page.context().setOffline(true);
  await page.getByRole("link", { name: /river/ }).click();
  await page.waitForURL((url) => url.pathname === path);
  await page.getByRole("button", { name: "Try again" }).waitFor({ timeout: 5_000 });
  await page.context().setOffline(false);
  await page.getByRole("heading", { name: /river/ }).waitFor();
}
