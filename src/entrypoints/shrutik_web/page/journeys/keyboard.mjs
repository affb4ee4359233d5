/** By keys alone: log in, agree, try the microphone, record, listen, redo, send, transcribe, review. The focus is always seen and never lost. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, PASSWORD, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf, seen } from "./scene.mjs";

const TEXTS = { one: "আমি বাংলায় গান গাই", two: "আমি বাংলায় গান গাইব", three: "আমি বাংলায় কথা কই" };
const DESK = { width: 1440, height: 900 };

const house = await House.open();
try {
  await house.furnish({ prompts: ["আমি বাংলায় গান গাই।", "আজ আকাশ পরিষ্কার।", "চা খেতে চাই।"], policies: { consensus: { fewest: 2, most: 3 } } });
  const sound = noiseFile(join(house.data, "noise.wav"), 120);
  const browser = await openBrowser({ sound });
  await records(await pageOf(browser, house, null, { viewport: DESK, tried: false }), "mina");
  for (const [name, text] of Object.entries(TEXTS)) await transcribes(await pageOf(browser, house, name, { viewport: DESK }), name, text);
  await reviews(await pageOf(browser, house, "admin", { viewport: DESK }));
  await browser.close();
} finally {
  await house.close();
}

async function records(page, name) {
  await house.token(name);
  await page.goto(`${house.address}/account/log-in`);
  await page.getByLabel("E-mail").waitFor();
  await tabTo(page, /^E-?mail/i);
  await page.keyboard.type(`${name}@example.org`);
  await tabTo(page, /^Password/);
  await page.keyboard.type(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL(`${house.address}/`);
  await page.getByRole("link", { name: "Record", exact: true }).first().waitFor();
  // What comes late above the link moves it, and what has the focus is not scrolled to again.
  await page.getByText(/recorded (by|here)/).waitFor();
  await page.evaluate(() => document.fonts.ready.then(() => undefined));
  await tabTo(page, /^Record$/);
  await page.keyboard.press("Enter");
  await page.getByRole("button", { name: "I agree", exact: true }).waitFor();
  await tabTo(page, /^I agree$/);
  await page.keyboard.press("Enter");
  await focusIs(page, /^Turn the microphone on/);
  await page.keyboard.press("Enter");
  await focusIs(page, /^Begin/);
  await seen(page, "keyboard-try");
  await page.keyboard.press("Enter");
  await focusIs(page, /^Press and speak/);
  await saysAndHears(page);
  await skips(page);
  await tabTo(page, /^Microphone and keys/);
  await page.keyboard.press("Enter");
  await until(() => page.evaluate(() => document.activeElement.closest("dialog") !== null));
  await page.keyboard.press("Escape");
  await focusIs(page, /^Microphone and keys/);
  await until(async () => (await house.ask(name, "GET", "/recordings")).items.some((one) => one.status === "chunked"));
  console.log(`${name}: recorded, heard, said again and sent, by keys`);
  await page.context().close();
}

/** Without a network: the next prompt is there at once, the keyboard where it was, and the reason goes out later. */
async function skips(page) {
  const skipped = await page.locator("#prompt").innerText();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined));
  await page.context().setOffline(true);
  await page.keyboard.press("s");
  await focusIs(page, /It is hard to read/);
  await seen(page, "keyboard-skip");
  await page.keyboard.press("2");
  await anotherPrompt(page, skipped);
  await focusIs(page, /^Press and speak/);
  await page.getByText(/waits? for the network/).waitFor();
  await page.reload();
  await focusIs(page, /^Press and speak/);
  assert.notEqual(await page.locator("#prompt").innerText(), skipped, "what was skipped is not offered again");
  await page.context().setOffline(false);
  const told = await until(async () => {
    const { items } = await house.ask("admin", "GET", "/prompts?collection=bn-read");
    return items.find((one) => Object.keys(one.skips).length > 0);
  });
  assert.deepEqual([told.text, told.skips], [skipped, { has_errors: 1 }]);
}

/** Space is the button; letters work from anywhere. */
async function saysAndHears(page) {
  const first = await page.locator("#prompt").innerText();
  await page.keyboard.press("Space");
  await focusIs(page, /^Press when done/);
  await sleep(2_500);
  await page.keyboard.press("Space");
  await focusIs(page, /^Keep and go on/);
  await until(() => page.locator("audio").count());
  await page.keyboard.press("l");
  await until(() => page.evaluate(() => document.querySelector("audio")?.currentTime > 0));
  await seen(page, "keyboard-listen");
  await page.keyboard.press("a");
  await focusIs(page, /^Press and speak/);
  await page.keyboard.press("r");
  await focusIs(page, /^Press when done/);
  await sleep(4_000);
  await page.keyboard.press("r");
  await focusIs(page, /^Keep and go on/);
  await page.keyboard.press("Enter");
  await anotherPrompt(page, first);
  await focusIs(page, /^Press and speak/);
}

async function anotherPrompt(page, before) {
  await until(async () => (await page.locator("#prompt").innerText()) !== before);
}

async function transcribes(page, name, text) {
  await page.goto(`${house.address}/transcribe/bn-read`);
  await focusIs(page, /^What/);
  await page.keyboard.press("Alt+k");
  await page.keyboard.press("Alt+j");
  await page.keyboard.press("Alt+Comma");
  await page.keyboard.type(text);
  await focusIs(page, /^What/);
  await seen(page, `keyboard-transcribe-${name}`);
  await page.keyboard.press("Control+Enter");
  const [given] = await until(async () => {
    const { items } = await house.ask(name, "GET", "/transcriptions");
    return items.length > 0 && items;
  });
  assert.equal(given.text, text);
  console.log(`${name}: transcribed by keys`);
  await page.context().close();
}

async function reviews(page) {
  await until(async () => (await house.ask("admin", "GET", "/reviews/queue")).items.length);
  await page.goto(`${house.address}/review`);
  const field = page.locator("#said");
  await field.waitFor();
  const taken = new Set();
  for (const place of [1, 2, 3]) taken.add(await takes(page, field, place));
  assert.deepEqual([...taken].sort(), Object.values(TEXTS).sort(), "each text can be taken by its number");
  await seen(page, "keyboard-review");
  await page.keyboard.press("Control+Enter");
  await until(async () => !(await field.count()));
  await page.keyboard.press("Alt+z");
  await field.waitFor();
  const last = await takes(page, field, 3);
  await page.keyboard.press("Control+Enter");
  const text = await until(async () => {
    const [recording] = (await house.ask("admin", "GET", "/recordings")).items;
    const chunks = (await house.ask("admin", "GET", `/recordings/${recording.id}/chunks`)).items;
    return chunks.find((one) => one.status === "settled")?.text;
  });
  assert.equal(text, last);
  console.log("admin: took each text, decided, took it back and decided again, by keys");
  await page.context().close();
}

/** Take a text by its number; returns it once it stands in the field. */
async function takes(page, field, place) {
  await page.keyboard.press(`Alt+${place}`);
  await sleep(200);
  return field.inputValue();
}

/** Press Tab until the focus is on what has this name. */
async function tabTo(page, name) {
  const passed = [];
  for (let tries = 0; tries < 40; tries++) {
    await page.keyboard.press("Tab");
    const there = await seenFocus(page);
    if (name.test(there.name)) return;
    passed.push(there.name);
  }
  throw new Error(`Tab does not lead to ${name}, but to: ${passed.join(" | ")}`);
}

/** What has the focus, once one sees that it has: a screen that is still being filled may draw it a moment later. */
async function seenFocus(page) {
  let there = await focused(page);
  for (let tries = 0; tries < 10 && !there.body && !there.seen; tries++) {
    await sleep(100);
    there = await focused(page);
  }
  assert.ok(there.body || there.seen, `the focus is seen on ${there.name}: ${there.place}`);
  return there;
}

/** Wait until the focus is on what has this name: it was not lost when the screen changed. */
async function focusIs(page, name) {
  let there;
  try {
    await until(async () => name.test((there = await focused(page)).name), 15);
  } catch {
    throw new Error(`The focus should be on ${name}, and is on ${there.body ? "nothing" : there.name}.`);
  }
}

/** What has the focus: its name as a screen reader has it, whether one sees that it has it, and whether it is only the screen or its main part. */
async function focused(page) {
  return page.evaluate(async () => {
    // The next picture of the screen, on which the focus is drawn.
    await new Promise((drawn) => { requestAnimationFrame(() => { requestAnimationFrame(drawn); }); });
    const one = document.activeElement ?? document.body;
    const label = one.labels?.[0]?.innerText ?? one.getAttribute("aria-label") ?? one.textContent;
    const box = one.getBoundingClientRect();
    const marks = [one, ...(one.labels ?? [])].map((each) => getComputedStyle(each));
    const marked = marks.some(({ outlineStyle, outlineWidth }) => outlineStyle !== "none" && outlineWidth !== "0px");
    const top = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const uncovered = top !== null && (one.contains(top) || top.contains(one) || [...(one.labels ?? [])].some((each) => each.contains(top)));
    const place = `${marked ? "marked" : "not marked"}, at ${Math.round(box.x)},${Math.round(box.y)} of ${innerWidth}x${innerHeight}, under ${top?.outerHTML.slice(0, 120)}`;
    return { name: label.trim(), body: one.tabIndex < 0, seen: marked && uncovered, place };
  });
}
