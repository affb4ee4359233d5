/** Runs the journeys, some at once, and prints each as it ends; exit 1 if one fails. A number: how many at once. Those that last are runs of their own: see the session `page_budgets`. */
import { spawn } from "node:child_process";
import { join } from "node:path";

const JOURNEYS = [
  "record.mjs",
  "denied.mjs",
  "keyboard.mjs",
  "four-people.mjs",
  "record-kill-reopen.mjs",
  "admin.mjs",
  "firefox.mjs",
  "offline.mjs",
  "server-killed.mjs",
  "lease-runs-out.mjs",
  "two-tabs.mjs",
  "goes-dark.mjs",
  "for-others.mjs",
  "tus.mjs",
  "told.mjs",
  "try-again.mjs",
  "new-version.mjs",
];
const LONGEST_MS = 300_000;
/** Of a journey that failed, so many of its last lines stand at the end once more. */
const SHOWN_AGAIN = 12;

/** What the journey said, if it failed; else null. */
function run(journey) {
  return new Promise((resolve) => {
    const begun = performance.now();
    const child = spawn(process.execPath, [join(import.meta.dirname, journey)], { timeout: LONGEST_MS });
    const told = [];
    child.stdout.on("data", (part) => told.push(part));
    child.stderr.on("data", (part) => told.push(part));
    child.on("close", (code) => {
      const seconds = ((performance.now() - begun) / 1000).toFixed(0);
      const said = Buffer.concat(told).toString().trimEnd();
      console.log(`+ ${journey}, ${seconds} s${code === 0 ? "" : ": failed"}\n${said}`);
      resolve(code === 0 ? null : said);
    });
  });
}

const waiting = [...JOURNEYS];
const failed = [];
async function lane() {
  for (let journey = waiting.shift(); journey; journey = waiting.shift()) {
    const said = await run(journey);
    if (said !== null) failed.push(`failed: ${journey}\n${said.split("\n").slice(-SHOWN_AGAIN).join("\n")}`);
  }
}
await Promise.all(Array.from({ length: Number(process.argv[2] ?? 2) }, lane));
for (const failure of failed) console.error(failure);
process.exit(failed.length === 0 ? 0 : 1);
