/** What Lighthouse says of the stranger's screens as a phone: `node journeys/lighthouse.mjs LIGHTHOUSE`, the path of its command. Exit 1 below 95. */
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { House } from "./house.mjs";

const LEAST = 95;
const SCREENS = ["/", "/account/log-in", "/join"];
const [lighthouse = "lighthouse"] = process.argv.slice(2);

const house = await House.open();
const told = [];
try {
  await house.furnish();
  for (const screen of SCREENS) {
    const report = join(house.data, "lighthouse.json");
    const flags = "--headless --no-sandbox --disable-gpu --disable-quic";
    const words = [`${house.address}${screen}`, "--output=json", `--output-path=${report}`, "--quiet", `--chrome-flags=${flags}`];
    const env = { ...process.env, CHROME_PATH: process.env.SHRUTIK_CHROMIUM ?? "/usr/bin/chromium" };
    const done = spawnSync(lighthouse, words, { env, encoding: "utf-8" });
    if (done.status !== 0) throw new Error(`${lighthouse} ${screen}: ${done.stderr}`);
    const { categories, audits } = JSON.parse(readFileSync(report, "utf-8"));
    told.push({ screen, ...Object.fromEntries(Object.values(categories).map(({ id, score }) => [id, Math.round(score * 100)])) });
    for (const { id, auditRefs } of Object.values(categories)) {
      const missed = auditRefs.filter((ref) => ref.weight > 0 && audits[ref.id].score !== null && audits[ref.id].score < 0.9);
      if (missed.length > 0) console.log(screen, id, missed.map((ref) => `${ref.id} ${audits[ref.id].displayValue ?? ""}`).join("; "));
    }
  }
} finally {
  await house.close();
}
console.table(told);
process.exit(told.every(({ screen, ...scores }) => Object.values(scores).every((score) => score >= LEAST)) ? 0 : 1);
