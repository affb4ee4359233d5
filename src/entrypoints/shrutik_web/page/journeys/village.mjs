/** A recording day: so many phones (20) at a laptop with `serve --https`, each in by a card, each saying three prompts: `node journeys/village.mjs [PHONES]`. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, sleep, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const PHONES = Number(process.argv[2] ?? 20);
/** One laptop plays all the phones: so many of them speak at the same time. */
const AT_ONCE = 5;
const TAKES = 3;
const SECONDS = 4;
// The laptop's own authority signs, as phones come to trust it by the page at /ca.
process.env.NODE_TLS_REJECT_UNAUTHORIZED = "0";

const house = await House.open({ words: ["--https", "--host", "127.0.0.1"] });
const began = Date.now();
try {
  await house.furnish({ prompts: Array.from({ length: TAKES * 4 }, (_, index) => `বাক্য ${index + 1}`) });
  const { items: cards } = await house.ask("admin", "POST", "/invitations", { collection: "bn-read", count: PHONES, name: "Village" });
  assert.equal(cards.length, PHONES);
  const pages = [];
  for (let from = 0; from < PHONES; from += AT_ONCE) pages.push(...(await Promise.all(cards.slice(from, from + AT_ONCE).map((card, place) => evening(card, from + place)))));
  const spoken = Date.now();
  await Promise.all(pages.map(allSent));
  const sent = Date.now();
  const recordings = await all("/recordings");
  assert.equal(recordings.length, PHONES * TAKES, "each take of each phone is at the laptop, once");
  await until(async () => (await all("/recordings")).every((one) => one.status === "chunked" || one.status === "refused"), 300);
  const ended = (await all("/recordings")).map((one) => (one.status === "refused" ? one.reasons.map(({ code }) => code).join(" ") : one.status));
  console.log(JSON.stringify({ phones: PHONES, takes: recordings.length, speaking_s: (spoken - began) / 1_000, then_sent_within_s: (sent - spoken) / 1_000, then_cut_within_s: (Date.now() - sent) / 1_000, ended: counted(ended) }));
} finally {
  await house.close();
}

/** A phone of its own, which hears a voice of its own: two that sent the same sound would be told so. */
async function evening(card, place) {
  const sound = noiseFile(join(house.data, `voice-${place}.wav`), 120, 100 + 17 * place);
  const browser = await openBrowser({ sound, args: ["--ignore-certificate-errors"] });
  const page = await pageOf(browser, house, null);
  page.setDefaultTimeout(120_000);
  await page.goto(`${house.address}/join#${card.code}`);
  await page.getByLabel("Your name").fill(`Speaker ${place + 1}`);
  await page.locator("form button[type=submit]").first().click();
  await page.waitForURL((url) => !url.pathname.startsWith("/account/join"));
  await page.goto(`${house.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  for (let take = 0; take < TAKES; take++) {
    await page.getByRole("button", { name: "Press and speak" }).click();
    await page.getByRole("button", { name: "Press when done" }).waitFor();
    await sleep(SECONDS * 1_000);
    await page.getByRole("button", { name: "Press when done" }).click();
    await page.getByRole("button", { name: "Keep and go on" }).click();
  }
  console.log(`phone ${place + 1}: said ${TAKES}`);
  return page;
}

/** Nothing of sound is left on the phone: the server confirmed all of it. */
async function allSent(page) {
  await until(() => page.evaluate(blocksLeft).then((left) => left === 0), 180);
  await page.context().browser().close();
}

/** In the page. */
function blocksLeft() {
  return new Promise((resolve) => {
    const asked = indexedDB.open("shrutik");
    asked.onsuccess = () => {
      const all = asked.result.transaction("blocks").objectStore("blocks").count();
      all.onsuccess = () => { resolve(all.result); };
    };
  });
}

async function all(path) {
  const found = [];
  for (let cursor = null; ;) {
    const page = await house.ask("admin", "GET", `${path}?limit=100${cursor === null ? "" : `&cursor=${cursor}`}`);
    found.push(...page.items);
    cursor = page.next_cursor;
    if (cursor === null) return found;
  }
}

function counted(words) {
  return Object.fromEntries([...new Set(words)].map((word) => [word, words.filter((one) => one === word).length]));
}
