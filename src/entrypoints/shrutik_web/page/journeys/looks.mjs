/** Every screen as a picture, in four widths, two languages and two themes, and what axe says of each: `node journeys/looks.mjs FOLDER [SCREEN…]`. */
import { mkdirSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { House } from "./house.mjs";
import { beat, liveIn } from "./lived-in.mjs";
import { openBrowser, pageOf } from "./scene.mjs";

const WIDTHS = { least: { width: 320, height: 640 }, phone: { width: 360, height: 740 }, tablet: { width: 768, height: 1024 }, desk: { width: 1440, height: 900 } };
const LANGUAGES = ["en-GB", "bn-BD", "ar-XB"];
const THEMES = ["light", "dark"];
const SCREENS = {
  home: [null, "/"],
  "log-in": [null, "/account/log-in"],
  register: [null, "/account/register"],
  join: [null, "/join"],
  "home-of-somebody": ["mina", "/"],
  consent: ["nobody", "/record/bn-read"],
  record: ["mina", "/record/bn-read"],
  transcribe: ["one", "/transcribe/bn-read"],
  review: ["admin", "/review"],
  mine: ["mina", "/mine"],
  "one-recording": ["mina", oldestRecording],
  notices: ["mina", "/mine/notices"],
  unsent: ["mina", "/unsent"],
  account: ["mina", "/account"],
  "how-told": ["mina", "/account/notices"],
  "how-told-reviewer": ["admin", "/account/notices"],
  "stop-letters": [null, "/account/unsubscribe#about=release_ready&expires=1&subject=x&signature=x"],
  "stop-all-letters": [null, "/account/unsubscribe#about=all&expires=1&subject=x&signature=x"],
  programs: ["admin", "/account/programs"],
  stats: ["one", "/mine"],
  releases: ["admin", "/releases"],
  "new-release": ["admin", "/releases/new"],
  "one-release": ["admin", newestRelease],
  "admin-collections": ["admin", "/admin/collections"],
  "admin-new": ["admin", "/admin/collections/new"],
  "admin-about": ["admin", "/admin/collections/bn-read"],
  "admin-prompts": ["admin", "/admin/collections/bn-read/prompts"],
  "admin-policies": ["admin", "/admin/collections/bn-read/policies"],
  "admin-consent": ["admin", "/admin/collections/bn-read/consent"],
  "admin-people": ["admin", "/admin/people"],
  "admin-invitations": ["admin", "/admin/invitations"],
  "admin-queue": ["admin", "/admin/queue"],
  "admin-pulse": ["admin", "/admin/pulse"],
  "admin-pulse-month": ["admin", "/admin/pulse?days=30"],
  "admin-stats": ["admin", "/admin/stats?collection=bn-read"],
  "admin-jobs": ["admin", "/admin/jobs"],
  "admin-flags": ["admin", "/admin/flags"],
  "admin-audit": ["admin", "/admin/audit"],
  "not-found": [null, "/record/none/none"],
};
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf-8");

const [folder = "looks", ...chosen] = process.argv.slice(2);
mkdirSync(folder, { recursive: true });
const house = await House.open();
let faults = 0;
try {
  await liveIn(house);
  beat(house);
  const browser = await openBrowser();
  for (const [screen, [name, where]] of Object.entries(SCREENS)) {
    if (chosen.length > 0 && !chosen.includes(screen)) continue;
    const path = typeof where === "string" ? where : await where();
    for (const language of LANGUAGES) for (const theme of THEMES) faults += await look(browser, { screen, name, path, language, theme });
  }
  await browser.close();
} finally {
  await house.close();
}
console.log(faults === 0 ? "axe found nothing" : `axe found ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);

async function oldestRecording() {
  const { items } = await house.ask("mina", "GET", "/recordings");
  return `/mine/recordings/${items.at(-1).id}`;
}

async function newestRelease() {
  return `/releases/${(await house.ask("admin", "GET", "/releases")).items[0].id}`;
}

async function look(browser, { screen, name, path, language, theme }) {
  const page = await pageOf(browser, house, name, { locale: language === "ar-XB" ? "en-GB" : language, theme });
  const address = new URL(path, house.address);
  if (language === "ar-XB") address.searchParams.set("locale", language);
  await page.goto(address.href);
  await page.waitForLoadState("networkidle");
  for (const [width, viewport] of Object.entries(WIDTHS)) {
    await page.setViewportSize(viewport);
    await page.screenshot({ path: join(folder, `${screen}-${language}-${theme}-${width}.png`), fullPage: true });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) console.log(`${screen} ${language} ${width}: ${over} px too wide`);
  }
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] }));
  for (const one of violations) console.log(`${screen} ${language} ${theme}: ${one.id} (${one.impact}): ${one.nodes.map((node) => node.target.join(" ")).slice(0, 3).join(", ")}`);
  await page.context().close();
  return violations.length;
}
