/** Browsers with a fake microphone, the people who sit at them, and the noise that they hear. */
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "playwright-core";
import { PASSWORD } from "./house.mjs";

const CHROMIUM = process.env.SHRUTIK_CHROMIUM ?? "/usr/bin/chromium";
const QUIET = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--autoplay-policy=no-user-gesture-required",
];

/** A browser; with a sound file, its microphone plays that once. If it asks, the context's permissions are its answer. */
export async function openBrowser({ sound, args = [], profile, asks = false, offline = false } = {}) {
  const microphone = ["--use-fake-device-for-media-stream", ...(asks ? [] : ["--use-fake-ui-for-media-stream"])];
  if (sound) microphone.push(`--use-file-for-fake-audio-capture=${sound}%noloop`);
  const options = { executablePath: CHROMIUM, args: [...QUIET, ...microphone, ...args] };
  if (!existsSync(CHROMIUM)) throw new Error(`There is no Chromium at ${CHROMIUM}; name one in SHRUTIK_CHROMIUM.`);
  return profile ? chromium.launchPersistentContext(profile, { ...options, offline, locale: "en-GB" }) : chromium.launch(options);
}

/** 16-bit mono noise at 44,100 Hz, the same for the same seed, in bursts with pauses as speech has them. */
export function noiseFile(path, seconds, seed = 7, rate = 44_100) {
  const frames = Math.round(seconds * rate);
  const bytes = Buffer.alloc(44 + 2 * frames);
  bytes.write("RIFF", 0, "latin1");
  bytes.writeUInt32LE(36 + 2 * frames, 4);
  bytes.write("WAVEfmt ", 8, "latin1");
  bytes.writeUInt32LE(16, 16);
  bytes.writeUInt16LE(1, 20);
  bytes.writeUInt16LE(1, 22);
  bytes.writeUInt32LE(rate, 24);
  bytes.writeUInt32LE(2 * rate, 28);
  bytes.writeUInt16LE(2, 32);
  bytes.writeUInt16LE(16, 34);
  bytes.write("data", 36, "latin1");
  bytes.writeUInt32LE(2 * frames, 40);
  let state = seed >>> 0 || 1;
  for (let frame = 0; frame < frames; frame++) {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    const loud = frame % (4 * rate) < 3.3 * rate ? 9_000 : 60;
    bytes.writeInt16LE(Math.round((state / 2 ** 31 - 1) * loud), 44 + 2 * frame);
  }
  writeFileSync(path, bytes);
  return path;
}

/** Logs a person in on the page, by its own screen. */
export async function logIn(page, house, name) {
  await house.token(name);
  await page.goto(`${house.address}/account/log-in`);
  await page.getByLabel(/e-?mail|ই-?মেইল/i).fill(`${name}@example.org`);
  await page.getByLabel(/password|পাসওয়ার্ড/i).fill(PASSWORD);
  await page.keyboard.press("Enter");
  await page.waitForURL((url) => !url.pathname.startsWith("/account/log-in"));
}

/** A page on which a person is logged in already, as a remembered session would have it. */
export async function pageOf(browser, house, name, { locale = "en-GB", theme, viewport = { width: 360, height: 740 }, permissions = ["microphone"], agent, tried = true } = {}) {
  const context = await browser.newContext({ viewport, locale, colorScheme: theme ?? "light", permissions, userAgent: agent, reducedMotion: "reduce" });
  if (name !== null) {
    await house.token(name);
    const data = { email: `${name}@example.org`, password: PASSWORD, refresh_token_in: "cookie" };
    const answer = await context.request.post(`${house.address}/api/v1/auth/login`, { data });
    if (!answer.ok()) throw new Error(`log-in of ${name}: ${answer.status()} ${await answer.text()}`);
    await context.addInitScript(() => localStorage.setItem("shrutik-logged-in", "1"));
  }
  // The microphone was tried on this device.
  if (tried) await context.addInitScript(() => localStorage.getItem("shrutik-recorder") ?? localStorage.setItem("shrutik-recorder", JSON.stringify({ checked: true })));
  const page = await context.newPage();
  page.on("pageerror", (error) => console.error(`${name ?? "stranger"}: ${error.message}`));
  return page;
}

/** A picture of the screen, if a folder for pictures is named in SHRUTIK_PICTURES. */
export async function seen(page, name) {
  if (process.env.SHRUTIK_PICTURES) await page.screenshot({ path: join(process.env.SHRUTIK_PICTURES, `${name}.png`), fullPage: true });
}

/** The page of a browser with a profile, on which a person has just logged in. */
export async function personIn(context, house, name) {
  await house.token(name);
  await context.grantPermissions(["microphone"], { origin: house.address });
  const data = { email: `${name}@example.org`, password: PASSWORD, refresh_token_in: "cookie" };
  const answer = await context.request.post(`${house.address}/api/v1/auth/login`, { data });
  if (!answer.ok()) throw new Error(`log-in of ${name}: ${answer.status()} ${await answer.text()}`);
  const page = context.pages()[0] ?? (await context.newPage());
  page.on("pageerror", (error) => console.error(`${name}: ${error.message}`));
  await page.goto(`${house.address}/icon.svg`);
  await page.evaluate(() => {
    localStorage.setItem("shrutik-logged-in", "1");
    localStorage.setItem("shrutik-recorder", JSON.stringify({ checked: true }));
  });
  return page;
}
