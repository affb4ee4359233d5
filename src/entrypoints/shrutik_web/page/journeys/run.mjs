/** Runs every journey, one after the other; exit 1 if one fails. */
import { spawnSync } from "node:child_process";
import { join } from "node:path";

const JOURNEYS = [
  "record.mjs",
  "denied.mjs",
  "keyboard.mjs",
  "four-people.mjs",
  "record-kill-reopen.mjs",
  "noise-is-exact.mjs",
  "admin.mjs",
  "firefox.mjs",
  "offline.mjs",
  "server-killed.mjs",
  "lease-runs-out.mjs",
  "two-tabs.mjs",
  "quota.mjs",
  "goes-dark.mjs",
  "for-others.mjs",
  "tus.mjs",
  "told.mjs",
  "try-again.mjs",
  "new-version.mjs",
];

const failed = JOURNEYS.filter((journey) => {
  console.log(`+ ${journey}`);
  return spawnSync(process.execPath, [join(import.meta.dirname, journey)], { stdio: "inherit", timeout: 300_000 }).status !== 0;
});
if (failed.length > 0) console.error(`failed: ${failed.join(", ")}`);
process.exit(failed.length === 0 ? 0 : 1);
