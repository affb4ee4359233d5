/** A server of a journey's own, with people, and how long one waits for what it does. */
import { randomInt } from "node:crypto";
import { execFileSync, spawn, spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";

export const PASSWORD = "a long password";
const SHRUTIK = (process.env.SHRUTIK_COMMAND ?? "shrutik").split(" ");

/** Drawn below those that a system takes for connections that go out, so that journeys side by side do not meet. */
export function freePort() {
  return new Promise((resolve, reject) => {
    const port = randomInt(10_000, 32_000);
    const server = createServer().listen(port, "127.0.0.1", () => server.close(() => resolve(port)));
    server.on("error", (error) => (error.code === "EADDRINUSE" ? resolve(freePort()) : reject(error)));
  });
}

export function sleep(ms) {
  return new Promise((resolve) => setTimeout(resolve, ms));
}

/** What `found` finds, once it finds something. */
export async function until(found, seconds = 90) {
  for (let tries = 0; tries < seconds * 5; tries++) {
    const what = await found();
    if (what) return what;
    await sleep(200);
  }
  throw new Error(`It did not come within ${seconds} s: ${found}`);
}

/** A real `shrutik serve` in a folder of its own. */
export class House {
  constructor(words = []) {
    this.words = words;
    this.data = mkdtempSync(join(tmpdir(), "shrutik-journey-"));
    this.tokens = new Map();
  }

  /** `words` are further words of `shrutik serve`. */
  static async open({ port, words } = {}) {
    const house = new House(words);
    house.port = port ?? (await freePort());
    house.run("user", "create", "admin@example.org", "--role", "admin", "--password-stdin");
    await house.start();
    return house;
  }

  run(...words) {
    const [program, ...first] = SHRUTIK;
    const done = spawnSync(program, [...first, ...words, "--data", this.data], { input: `${PASSWORD}\n`, encoding: "utf-8" });
    if (done.status !== 0) throw new Error(`shrutik ${words.join(" ")}: ${done.stderr}`);
    return done.stdout;
  }

  async start() {
    const [program, ...first] = SHRUTIK;
    this.server = spawn(program, [...first, "serve", "--port", String(this.port), "--data", this.data, ...this.words], { stdio: "ignore" });
    this.address = `${this.words.includes("--https") ? "https" : "http"}://127.0.0.1:${this.port}`;
    for (let tries = 0; tries < 600; tries++) {
      const ready = await fetch(`${this.address}/readyz`).catch(() => null);
      if (ready?.ok) return;
      await sleep(100);
    }
    throw new Error("The server did not become ready within a minute.");
  }

  async stop(signal = "SIGTERM") {
    if (this.server.exitCode !== null || this.server.signalCode !== null) return;
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    this.server.kill(signal);
    await ended;
  }

  /** The server and what it started die at once, as in a power cut; nobody says goodbye. */
  async kill() {
    const ended = new Promise((resolve) => this.server.once("exit", resolve));
    for (const id of familyOf(this.server.pid)) {
      try {
        process.kill(id, "SIGKILL");
      } catch (error) {
        // It went with those before it.
        if (error.code !== "ESRCH") throw error;
      }
    }
    await ended;
  }

  async close() {
    await this.stop();
    // A browser may still be writing its last words into its profile.
    rmSync(this.data, { recursive: true, force: true, maxRetries: 20, retryDelay: 250 });
  }

  /** The token of a person, registered if need be. */
  async token(name) {
    if (!this.tokens.has(name)) {
      const account = { email: `${name}@example.org`, password: PASSWORD, name };
      if (name !== "admin") await this.ask(null, "POST", "/auth/register", account);
      const { access_token } = await this.ask(null, "POST", "/auth/login", pick(account));
      this.tokens.set(name, access_token);
    }
    return this.tokens.get(name);
  }

  /** An answer of the API to a person, or to nobody; anything but a success is an error. */
  async ask(name, method, path, body) {
    const headers = body === undefined ? {} : { "Content-Type": "application/json" };
    if (name !== null) headers.Authorization = `Bearer ${await this.token(name)}`;
    const answer = await fetch(`${this.address}/api/v1${path}`, { method, headers, body: body === undefined ? undefined : JSON.stringify(body) });
    const told = answer.status === 204 ? null : await answer.json();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(told)}`);
    return told;
  }

  /** A person agrees to the text in force, as the page would say it. */
  async agree(name, collection = "bn-read") {
    const { version, purposes, language, hash } = await this.ask(name, "GET", `/collections/${collection}/consent`);
    await this.ask(name, "POST", "/consents", { collection, version, purposes, language, hash });
  }

  /** Changes the database behind the server's back, for what else only hours would bring: a lease that runs out. */
  sql(statement) {
    const elsewhere = join(this.data, "postgres.location");
    const home = existsSync(elsewhere) ? readFileSync(elsewhere, "utf-8").trim() : join(this.data, "postgres");
    const [postgres] = readFileSync(join(home, "cluster", "postmaster.opts"), "utf-8").split(' "');
    const [, , , , socket] = readFileSync(join(home, "cluster", "postmaster.pid"), "utf-8").split("\n");
    const psql = join(dirname(postgres), "psql");
    const done = spawnSync(psql, ["-h", socket, "-U", "shrutik", "-d", "shrutik", "-v", "ON_ERROR_STOP=1", "-At", "-c", statement], { encoding: "utf-8" });
    if (done.status !== 0) throw new Error(`${statement}: ${done.stderr}`);
    return done.stdout.trim();
  }

  /** A person's recording of a file, by the API, when it has been cut into clips. */
  async record(name, file, collection = "bn-read") {
    await this.agree(name, collection);
    const form = new FormData();
    form.append("collection", collection);
    form.append("audio", new Blob([readFileSync(file)]), "audio");
    const headers = { Authorization: `Bearer ${await this.token(name)}` };
    const sent = await fetch(`${this.address}/api/v1/recordings`, { method: "POST", headers, body: form });
    if (!sent.ok) throw new Error(`POST /recordings: ${sent.status} ${await sent.text()}`);
    const { id } = await sent.json();
    return until(async () => {
      const now = await this.ask(name, "GET", `/recordings/${id}`);
      return now.status === "chunked" ? now : null;
    });
  }

  /** A collection with prompts that everybody may read. */
  async furnish({ slug = "bn-read", language = "bn", name = "বাংলা পাঠ", prompts = ["আমি বাংলায় গান গাই।", "আজ আকাশ পরিষ্কার।"], policies = {} } = {}) {
    const consent = { version: "1", text: "আমি রাজি। / I agree that my voice is recorded and published." };
    await this.ask("admin", "POST", "/collections", { slug, language, name, licence: "CC0-1.0", consent, policies });
    if (prompts.length > 0) await this.ask("admin", "POST", "/prompts", { collection: slug, texts: prompts });
  }
}

function pick({ email, password }) {
  return { email, password };
}

/** A process and all that descend from it, the youngest first. */
export function familyOf(...ids) {
  const lines = execFileSync("ps", ["-eo", "pid=,ppid="], { encoding: "utf-8" }).trim().split("\n");
  const family = new Set(ids);
  for (const [id, parent] of lines.map((line) => line.trim().split(/\s+/).map(Number))) if (family.has(parent)) family.add(id);
  return [...family].sort((one, other) => other - one);
}
