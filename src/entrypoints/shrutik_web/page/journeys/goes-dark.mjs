/** The screen is kept lit while one speaks; where the battery refuses that, the speaker is told, and records all the same. */
import { House } from "./house.mjs";
import { openBrowser, pageOf, seen } from "./scene.mjs";

const house = await House.open();
try {
  await house.furnish();
  const browser = await openBrowser();
  for (const [name, words] of [["mina", "We hear you"], ["karim", "The screen may go dark"]]) {
    const page = await pageOf(browser, house, name);
    // A battery cannot be emptied here: its answer is the specification's.
    await page.addInitScript((refuses) => {
      navigator.wakeLock.request = () => (refuses ? Promise.reject(new DOMException("Low battery", "NotAllowedError")) : Promise.resolve(Object.assign(new EventTarget(), { release: () => Promise.resolve() })));
    }, name === "karim");
    await page.goto(`${house.address}/record/bn-read`);
    await page.getByRole("button", { name: "I agree", exact: true }).click();
    await page.getByRole("button", { name: "Press and speak" }).click();
    await page.getByRole("status").filter({ hasText: words }).waitFor();
    await seen(page, `lit-${name}`);
    await page.getByRole("button", { name: "Press when done" }).click();
    await page.getByRole("button", { name: "Keep and go on" }).waitFor();
    console.log(`${name}: ${words}`);
    await page.context().close();
  }
  await browser.close();
} finally {
  await house.close();
}
