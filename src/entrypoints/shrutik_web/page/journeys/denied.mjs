/** The microphone is refused: the speaker is told how to undo it in this browser, and goes on without a reload; plain http is named. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, sleep } from "./house.mjs";
import { logIn, noiseFile, openBrowser, pageOf, seen } from "./scene.mjs";

const BROWSERS = {
  android: ["Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Mobile Safari/537.36", "Permissions"],
  firefox: ["Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "crossed-out microphone"],
  safari: ["Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Safari/605.1.15", "Settings for This Website"],
  ios: ["Mozilla/5.0 (iPhone; CPU iPhone OS 18_4 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.4 Mobile/15E148 Safari/604.1", "Website Settings"],
};

const house = await House.open();
try {
  await house.furnish();
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const browser = await openBrowser({ sound, asks: true, args: [`--host-resolver-rules=MAP voices.example 127.0.0.1`] });
  await refusedAndAllowed(browser);
  for (const [name, [agent, words]] of Object.entries(BROWSERS)) await toldFor(browser, name, agent, words);
  await notSecure(browser);
  await browser.close();
} finally {
  await house.close();
}

/** From the first press to a recording, all on one page: refused at the test, allowed, taken back, allowed again. */
async function refusedAndAllowed(browser) {
  const page = await opened(browser, "mina");
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  const on = page.getByRole("button", { name: "Turn the microphone on" });
  await on.waitFor();
  assert.equal(await page.evaluate("asked"), 0, "the microphone is asked for on a press only");
  await on.click();
  await toldHow(page, "Switch on");
  await seen(page, "denied-at-the-test");
  await retry(page).click();
  await page.waitForFunction("asked === 2");
  await toldHow(page, "Switch on");
  await allow(page, ["microphone"]);
  await retry(page).click();
  await page.getByRole("button", { name: /^Begin/ }).click();
  const press = page.getByRole("button", { name: "Press and speak" });
  await press.waitFor();
  await allow(page, []);
  await sleep(500);
  await press.click();
  await toldHow(page, "Switch on");
  await seen(page, "denied-at-the-desk");
  await allow(page, ["microphone"]);
  await retry(page).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  await sleep(1_500);
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  await page.waitForFunction(() => document.body.innerText.includes("1 recording today"));
  assert.equal(await page.evaluate("performance.getEntriesByType('navigation').length + history.length"), await page.evaluate("began"), "nothing was loaded anew");
  console.log(`refused three times, allowed twice, recorded: ${await page.evaluate("asked")} presses asked for the microphone`);
  await page.context().close();
}

/** Each browser gives a permission back in its own way. */
async function toldFor(browser, name, agent, words) {
  const page = await opened(browser, name, { agent });
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.getByRole("button", { name: "Turn the microphone on" }).click();
  await toldHow(page, words);
  await seen(page, `denied-${name}`);
  console.log(`${name}: ${await page.getByRole("alert").getByRole("listitem").count()} steps`);
  await page.context().close();
}

/** On plain http there is no microphone at all: one line says so, and what to do. */
async function notSecure(browser) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "en-GB" });
  const page = await context.newPage();
  await logIn(page, { ...house, token: (name) => house.token(name), address: `http://voices.example:${house.port}` }, "mina");
  await page.goto(`http://voices.example:${house.port}/record/bn-read`);
  const note = page.getByRole("alert");
  await note.filter({ hasText: "https://" }).waitFor();
  await seen(page, "not-secure");
  console.log(`plain http: ${(await note.innerText()).replaceAll("\n", " ")}`);
  await context.close();
}

async function opened(browser, name, { agent } = {}) {
  const page = await pageOf(browser, house, name, { tried: false, agent, permissions: [] });
  await page.addInitScript(() => {
    globalThis.asked = 0;
    const ask = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
    navigator.mediaDevices.getUserMedia = (wish) => { globalThis.asked++; return ask(wish); };
  });
  await page.goto(`${house.address}/record/bn-read`);
  await page.evaluate("began = performance.getEntriesByType('navigation').length + history.length");
  return page;
}

function retry(page) {
  return page.getByRole("alert").getByRole("button", { name: "Try again" });
}

/** A sentence, a picture with words, the steps for this browser, and a way to try again. */
async function toldHow(page, words) {
  const note = page.getByRole("alert").filter({ hasText: "The microphone is not allowed" });
  await note.waitFor();
  await note.getByRole("img").waitFor();
  const steps = await note.getByRole("listitem").allInnerTexts();
  assert.ok(steps.length >= 3 && steps.join(" ").includes(words), steps.join(" "));
  await retry(page).waitFor();
}

async function allow(page, permissions) {
  await page.context().clearPermissions();
  await page.context().grantPermissions(permissions, { origin: house.address });
}
