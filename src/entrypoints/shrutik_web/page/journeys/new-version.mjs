/** A newer page is offered, never while somebody records; it is let in by a press, and a tab of the older one works on. */
import { strict as assert } from "node:assert";
import { createServer, request } from "node:http";
import { join } from "node:path";
import { House, until } from "./house.mjs";
import { noiseFile, openBrowser, personIn } from "./scene.mjs";

const house = await House.open();
const front = await frontOf(house);
try {
  await house.furnish();
  const sound = noiseFile(join(house.data, "noise.wav"), 60);
  const context = await openBrowser({ sound, profile: join(house.data, "profile") });
  const page = await personIn(context, { token: (name) => house.token(name), address: front.address }, "mina");
  await page.goto(`${front.address}/record/bn-read`);
  await page.getByRole("button", { name: "I agree", exact: true }).click();
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => null));
  await page.reload();
  const older = await context.newPage();
  await older.goto(`${front.address}/unsent`);
  await older.getByText("Nothing is waiting").waitFor();

  await page.bringToFront();
  await page.getByRole("button", { name: "Press and speak" }).click();
  await page.getByRole("button", { name: "Press when done" }).waitFor();
  front.newer = true;
  await page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.update()).then(() => null));
  await until(() => page.evaluate(() => navigator.serviceWorker.getRegistration().then((one) => one.waiting !== null)));
  await page.waitForTimeout(1_000);
  const offer = (tab) => tab.getByRole("button", { name: "Load it" });
  assert.deepEqual([await offer(page).count(), await offer(older).count()], [0, 0], "not while somebody records, in no tab");
  await page.getByRole("button", { name: "Press when done" }).click();
  await page.getByRole("button", { name: "Keep and go on" }).click();
  console.log("nothing is offered while somebody records");

  await offer(page).waitFor();
  await wokenAtThePress(page);
  await Promise.all([page.waitForEvent("load", { timeout: 120_000 }), offer(page).click()]);
  await page.getByRole("button", { name: "Press and speak" }).waitFor();
  assert.equal(await offer(page).count(), 0);
  assert.deepEqual((await versions(page)).length, 2, "the older one is kept for the other tab");
  await older.getByRole("link", { name: "Mine" }).click();
  await older.getByRole("heading", { level: 1 }).filter({ hasText: "Mine" }).waitFor();
  console.log("the older tab opened a screen that the server has no more");

  await older.goto(`${front.address}/unsent`);
  await until(async () => {
    await page.reload();
    return (await versions(page)).length === 1;
  });
  console.log("and with it the older version went");
  await context.close();
} finally {
  front.close();
  await house.close();
}

/** The older worker sleeps, and a request of the page starts it in the moment in which the newer one is let in. */
async function wokenAtThePress(page) {
  const devtools = await page.context().newCDPSession(page);
  const known = new Promise((resolve) => devtools.on("ServiceWorker.workerVersionUpdated", ({ versions }) => resolve(versions)));
  await devtools.send("ServiceWorker.enable");
  const { versionId } = (await known).find((version) => version.status === "activated");
  await devtools.send("ServiceWorker.stopWorker", { versionId });
  await page.evaluate(() => {
    const { postMessage } = ServiceWorker.prototype;
    ServiceWorker.prototype.postMessage = function (...words) {
      ServiceWorker.prototype.postMessage = postMessage;
      void fetch("/icon.svg");
      this.postMessage(...words);
    };
  });
}

/** Names of the caches that hold a version. */
function versions(page) {
  return page.evaluate(() => caches.keys().then((names) => names.filter((name) => name.startsWith("page-"))));
}

/** What stands before the house, and from a moment on has another version of the page, without one of its files. */
async function frontOf(house) {
  const gone = /"\/assets\/mine-[^"]+\.js",?/g;
  const server = createServer((asked, answer) => {
    if (front.newer && /^\/assets\/mine-.*\.js$/.test(asked.url)) return answer.writeHead(404).end();
    const headers = asked.url === "/sw.js" ? { ...asked.headers, "accept-encoding": "identity", "if-none-match": "" } : asked.headers;
    const passed = request(`${house.address}${asked.url}`, { method: asked.method, headers }, (told) => {
      if (asked.url !== "/sw.js" || !front.newer) return told.pipe(answer.writeHead(told.statusCode, told.headers));
      const pieces = [];
      told.on("data", (piece) => pieces.push(piece)).on("end", () => {
        const text = Buffer.concat(pieces).toString().replace(gone, "").replace(/([0-9a-f]{16})(?=["`])/, "$1-newer");
        const { etag: _, "content-length": __, ...others } = told.headers;
        answer.writeHead(told.statusCode, others).end(text);
      });
    });
    passed.on("error", () => answer.destroy());
    asked.pipe(passed);
  });
  await new Promise((resolve) => server.listen(0, "127.0.0.1", resolve));
  const front = { newer: false, address: `http://127.0.0.1:${server.address().port}`, close: () => { server.closeAllConnections(); server.close(); } };
  return front;
}
