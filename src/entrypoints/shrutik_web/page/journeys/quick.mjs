/** How long one waits, on a processor four times slower: from the key press to "recording", to the next prompt, and for the longest frame while recording. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, sleep } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const SLOWER = 4;
const TAKES = 5;
const MOST = { recording: 150, next: 100, frame: 50 };

const house = await House.open();
try {
  await house.furnish({ prompts: Array.from({ length: 12 }, (_, number) => `বাক্য ${number + 1}`) });
  const sound = noiseFile(join(house.data, "noise.wav"), 90);
  const browser = await openBrowser({ sound });
  const page = await pageOf(browser, house, "mina");
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.locator("#prompt").waitFor();
  const slow = await page.context().newCDPSession(page);
  await slow.send("Emulation.setCPUThrottlingRate", { rate: SLOWER });
  await page.evaluate(watch);
  const waits = { recording: [], next: [], frame: [] };
  for (let take = 0; take < TAKES; take++) {
    waits.recording.push(await waited(page, "r", () => document.querySelector("button[data-stage=recording]") !== null));
    await page.evaluate("frames.length = 0");
    await sleep(2_500);
    waits.frame.push(Math.max(...(await page.evaluate("frames"))));
    await page.keyboard.press("r");
    await page.locator("button[data-stage=listening]").waitFor();
    await sleep(500);
    await page.evaluate("before = document.querySelector('#prompt').textContent");
    waits.next.push(await waited(page, "r", () => document.querySelector("#prompt").textContent !== globalThis.before));
    await sleep(1_000);
  }
  await browser.close();
  const rounded = Object.fromEntries(Object.entries(waits).map(([what, list]) => [what, list.map(Math.round)]));
  console.log(JSON.stringify({ ...rounded, most: MOST }));
  // Others on this machine take the processor away at times: the least of several is what the page itself takes.
  for (const [what, most] of Object.entries(MOST)) assert.ok(Math.min(...waits[what]) <= most, `${what}: ${Math.min(...waits[what])} ms`);
} finally {
  await house.close();
}

/** In the page: the times between two pictures, and when a key went down. */
function watch() {
  globalThis.frames = [];
  let last = performance.now();
  const look = (now) => {
    globalThis.frames.push(now - last);
    last = now;
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
  document.addEventListener("keydown", (event) => { globalThis.pressed = event.timeStamp; }, { capture: true });
}

/** Milliseconds from the key press to the first picture on which it is true. */
async function waited(page, key, isTrue) {
  await page.evaluate((source) => {
    const holds = new Function(`return (${source})()`);
    globalThis.pressed = null;
    globalThis.wait = new Promise((resolve) => {
      const look = () => {
        if (globalThis.pressed !== null && holds()) resolve(performance.now() - globalThis.pressed);
        else requestAnimationFrame(look);
      };
      look();
    });
  }, isTrue.toString());
  await page.keyboard.press(key);
  return Promise.race([page.evaluate("wait"), sleep(20_000).then(() => { throw new Error(`${key} does nothing.`); })]);
}
