/** An institution's log-in: the real OpenID provider of the Python tests, as npm installs it; null where that cannot be. */
import { spawn, spawnSync } from "node:child_process";
import { copyFileSync, existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";

const FROM = join(import.meta.dirname, "../../../../../tests/openid_provider");
const PLACE = join(tmpdir(), "shrutik-openid-provider");

/** A provider that sends people back to this address alone: its issuer, what the server is told of it, and its end. */
export async function openInstitution(returnTo) {
  mkdirSync(PLACE, { recursive: true });
  for (const name of ["package.json", "server.mjs"]) copyFileSync(join(FROM, name), join(PLACE, name));
  if (!existsSync(join(PLACE, "node_modules/oidc-provider"))) {
    const done = spawnSync("npm", ["install", "--no-audit", "--no-fund", "--ignore-scripts"], { cwd: PLACE, timeout: 240_000 });
    if (done.status !== 0) return null;
  }
  const program = spawn(process.execPath, ["server.mjs", returnTo], { cwd: PLACE, stdio: ["ignore", "pipe", "ignore"] });
  const issuer = await new Promise((resolve) => {
    createInterface(program.stdout).on("line", (line) => { if (line.startsWith("http://127.0.0.1:")) resolve(line.trim()); });
    program.on("exit", () => { resolve(null); });
  });
  if (issuer === null) return null;
  const setting = { name: "university", issuer, client_id: "shrutik", client_secret: "a secret of the test's" };
  return { setting, close: () => program.kill() };
}
