/** A lease that is renewed by typing, and one that runs out under the hands: the text is given back, copied, and the next clip is there. */
import { strict as assert } from "node:assert";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, pageOf } from "./scene.mjs";

const TYPED = "আমি যা শুনেছি, তা এই";
const AGREED = "সবাই এক কথা লিখেছে";

const house = await House.open();
try {
  await house.furnish({ policies: { consensus: { fewest: 2, most: 2, accept_confidence: 0 }, lending: { gold_share: 0 }, voters: { scrutiny: "none" } } });
  await house.record("mina", noiseFile(join(house.data, "noise.wav"), 24));
  const { items: lent } = await house.ask("slow", "POST", "/tasks", { collection: "bn-read", count: 3 });
  assert.equal(lent.length, 3, "three clips are lent");
  const browser = await openBrowser();
  const page = await pageOf(browser, house, "slow");
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  await page.clock.install();
  await renewed(page);
  await runOut(page);
  await browser.close();
} finally {
  await house.close();
}

/** Five minutes are left: the first letter brings the whole half hour back. */
async function renewed(page) {
  house.sql("UPDATE tasks SET leased_at = now() - interval '25 minutes', lease_expires_at = now() + interval '5 minutes'");
  await page.goto(`${house.address}/transcribe/bn-read`);
  await page.getByText(/^[45] minutes left$/).waitFor();
  await page.getByRole("textbox").pressSequentially(TYPED.slice(0, 4));
  await page.getByText(/^(29|30) minutes left$/).waitFor();
  console.log("slow: the lease was renewed while typing");
}

/** Two others agree on the clip after the lease ran out; the text comes too late, and is not lost. */
async function runOut(page) {
  house.sql("UPDATE tasks SET leased_at = now() - interval '1 hour', lease_expires_at = now() - interval '1 second'");
  const field = page.getByRole("textbox");
  await field.fill(TYPED);
  await page.clock.fastForward("31:00");
  await page.getByText("Time is up; your text counts all the same").waitFor();
  await others();
  await page.keyboard.press("Control+Enter");
  const note = page.getByRole("status").filter({ hasText: "A text came back to you" });
  await note.waitFor();
  assert.match(await note.innerText(), new RegExp(TYPED));
  assert.match(await note.innerText(), /needs no more texts/);
  await note.getByRole("button", { name: "Copy" }).click();
  await note.getByRole("button", { name: "Copied" }).waitFor();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), TYPED);
  await until(async () => (await field.count()) === 1 && (await field.inputValue()) === "");
  await page.reload();
  await note.waitFor();
  await note.getByRole("button", { name: "Let it go" }).click();
  await note.waitFor({ state: "detached" });
  assert.equal((await house.ask("slow", "GET", "/transcriptions")).items.length, 0);
  console.log("slow: the late text came back and was copied; the next clip is there");
}

/** Whatever is free after the lease is written alike by two people, and so it is settled. */
async function others() {
  for (const name of ["one", "two"]) {
    const { items } = await house.ask(name, "POST", "/tasks", { collection: "bn-read", count: 20 });
    await house.ask(name, "POST", "/transcriptions", { items: items.map((task) => ({ task_id: task.id, text: AGREED })) });
  }
  await until(async () => Number(house.sql("SELECT count(*) FROM chunks WHERE status = 'settled'")) >= 1);
}
