/** Firefox through WebDriver BiDi, which it speaks by itself: no driver beside it, and no package. */
import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { until } from "./house.mjs";

const FIREFOX = process.env.SHRUTIK_FIREFOX ?? "/usr/bin/firefox-esr";

/** A microphone that gives a tone, a loudspeaker that nobody hears, a permission that is given, and nothing that Firefox does by itself at first. */
const PREFERENCES = {
  "media.navigator.streams.fake": true,
  "media.cubeb.force_mock_context": true,
  "media.navigator.permission.disabled": true,
  "browser.shell.checkDefaultBrowser": false,
  "browser.startup.homepage_override.mstone": "ignore",
  "datareporting.policy.dataSubmissionEnabled": false,
  "app.update.disabledForTesting": true,
  "network.captive-portal-service.enabled": false,
  "network.connectivity-service.enabled": false,
  "remote.prefs.recommended": true,
};

export function hasFirefox() {
  return existsSync(FIREFOX);
}

export class Firefox {
  #asked = new Map();
  #number = 0;

  /** A fresh Firefox with one tab. */
  static async open({ width = 360, height = 740 } = {}) {
    const firefox = new Firefox();
    firefox.profile = mkdtempSync(join(tmpdir(), "shrutik-firefox-"));
    const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref(${JSON.stringify(name)}, ${JSON.stringify(value)});`);
    writeFileSync(join(firefox.profile, "user.js"), lines.join("\n"));
    const words = ["--headless", "--no-remote", "--profile", firefox.profile, "--remote-debugging-port", "0"];
    firefox.process = spawn(FIREFOX, words, { stdio: ["ignore", "ignore", "pipe"], env: { ...process.env, HOME: firefox.profile } });
    firefox.ended = new Promise((resolve) => firefox.process.once("exit", resolve));
    await firefox.#connect(await spokenAddress(firefox.process));
    await firefox.#ask("session.new", { capabilities: {} });
    const { contexts } = await firefox.#ask("browsingContext.getTree", {});
    firefox.context = contexts[0].context;
    await firefox.#ask("browsingContext.setViewport", { context: firefox.context, viewport: { width, height } });
    return firefox;
  }

  goto(url) {
    return this.#ask("browsingContext.navigate", { context: this.context, url, wait: "complete" });
  }

  /** What an expression gives on the page, promises awaited: text, numbers, truth and null as they are, all else as JSON has it. */
  async evaluate(expression) {
    const wrapped = `(async () => JSON.stringify((await (${expression})) ?? null))()`;
    const { result, exceptionDetails } = await this.#ask("script.evaluate", { expression: wrapped, target: { context: this.context }, awaitPromise: true });
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.text}`);
    return JSON.parse(result.value);
  }

  /** Press what matches with a pointer, once it is there: a selector, and the words that are in it. */
  async press(selector, words = "") {
    const expression = `[...document.querySelectorAll(${JSON.stringify(selector)})].find((one) => one.checkVisibility() && !one.disabled && one.innerText.includes(${JSON.stringify(words)}))`;
    const element = await until(async () => {
      const { result } = await this.#ask("script.evaluate", { expression, target: { context: this.context }, awaitPromise: false });
      return result?.sharedId;
    });
    await this.evaluate(`${expression}.scrollIntoView({ block: "center" })`);
    const origin = { type: "element", element: { sharedId: element } };
    const actions = [{ type: "pointerMove", x: 0, y: 0, origin }, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
    await this.#ask("input.performActions", { context: this.context, actions: [{ type: "pointer", id: "finger", actions }] });
  }

  async type(text) {
    const actions = [...text].flatMap((value) => [{ type: "keyDown", value }, { type: "keyUp", value }]);
    await this.#ask("input.performActions", { context: this.context, actions: [{ type: "key", id: "keys", actions }] });
  }

  async picture(path) {
    const { data } = await this.#ask("browsingContext.captureScreenshot", { context: this.context });
    writeFileSync(path, Buffer.from(data, "base64"));
  }

  async close() {
    await this.#ask("browser.close", {}).catch(() => this.process.kill("SIGKILL"));
    await this.ended;
    this.socket.close();
    rmSync(this.profile, { recursive: true, force: true });
  }

  #connect(address) {
    this.socket = new WebSocket(`${address}/session`);
    this.socket.addEventListener("message", ({ data }) => {
      const told = JSON.parse(data);
      const waiting = this.#asked.get(told.id);
      this.#asked.delete(told.id);
      if (told.type === "error") waiting?.reject(new Error(`${told.error}: ${told.message}`));
      else waiting?.resolve(told.result);
    });
    return new Promise((resolve, reject) => {
      this.socket.addEventListener("open", resolve, { once: true });
      this.socket.addEventListener("error", () => reject(new Error("Firefox does not answer.")), { once: true });
    });
  }

  #ask(method, params) {
    const id = ++this.#number;
    return new Promise((resolve, reject) => {
      this.#asked.set(id, { resolve, reject });
      this.socket.send(JSON.stringify({ id, method, params }));
    });
  }
}

/** Firefox says where it listens on its error output. */
function spokenAddress(process) {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error("Firefox did not start within a minute.")), 60_000);
    process.once("exit", (code) => reject(new Error(`Firefox ended with ${code}.`)));
    createInterface({ input: process.stderr }).on("line", (line) => {
      const found = /WebDriver BiDi listening on (ws:\S+)/.exec(line);
      if (found === null) return;
      clearTimeout(late);
      resolve(found[1]);
    });
  });
}
