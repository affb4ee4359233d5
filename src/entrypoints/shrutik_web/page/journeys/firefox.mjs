/** The same page in Firefox, which has the worklet rung only: join, agree, try the microphone, record; a whole tone arrives. */
import { strict as assert } from "node:assert";
import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { Firefox, hasFirefox } from "./bidi.mjs";
import { House, PASSWORD, sleep, until } from "./house.mjs";

if (!hasFirefox()) {
  console.log("skipped: there is no Firefox here; install firefox-esr, or name one in SHRUTIK_FIREFOX");
  process.exit(0);
}
// Before Node.js 22 a socket must be asked for.
if (globalThis.WebSocket === undefined) process.exit(spawnSync(process.execPath, ["--experimental-websocket", import.meta.filename], { stdio: "inherit" }).status ?? 1);

const SECONDS = 5;

const house = await House.open();
try {
  await house.furnish();
  const firefox = await Firefox.open();
  try {
    await recorded(firefox);
  } catch (error) {
    await firefox.picture(join(process.env.SHRUTIK_PICTURES ?? house.data, "firefox-failed.png"));
    throw error;
  } finally {
    await firefox.close();
  }
} finally {
  await house.close();
}

async function recorded(firefox) {
  await house.token("mina");
  await firefox.goto(`${house.address}/account/log-in?to=/record/bn-read`);
  await firefox.press("input[type=email]");
  await firefox.type("mina@example.org");
  await firefox.press("input[type=password]");
  await firefox.type(`${PASSWORD}\uE007`);
  await firefox.press("button", "I agree");
  await firefox.press("button", "Turn the microphone on");
  await firefox.press("button", "Begin");
  await firefox.press("button", "Press and speak");
  await until(() => firefox.evaluate("document.body.innerText.includes('Press when done')"));
  await sleep(SECONDS * 1_000);
  if (process.env.SHRUTIK_PICTURES) await firefox.picture(join(process.env.SHRUTIK_PICTURES, "firefox.png"));
  await firefox.press("button", "Press when done");
  await firefox.press("button", "Listen");
  await until(() => firefox.evaluate("document.querySelector('audio')?.currentTime > 0"));
  await firefox.press("button", "Keep and go on");
  const one = await until(async () => (await house.ask("mina", "GET", "/recordings")).items.find((each) => each.sample_rate));
  const { capture } = one.metadata;
  const heard = await firefox.evaluate(`(${tone})(${JSON.stringify(`/api/v1/recordings/${one.id}/audio`)}, ${JSON.stringify(await house.token("mina"))})`);
  console.log(JSON.stringify({ ...capture, media_type: one.media_type, ...heard }));
  assert.equal(capture.way, "worklet");
  assert.equal(capture.may_have_gaps, true, "takes of this rung say that they may have gaps");
  assert.equal(capture.sample_rate, one.sample_rate, "at the rate of the track");
  assert.equal(one.media_type, "audio/flac");
  // The loudspeaker that nobody hears sets the pace of the worklet, and falls behind where others need the processor.
  assert.ok(heard.seconds > SECONDS / 2, "most of the time is in it");
  assert.ok(heard.whole > 0.99, `only ${heard.whole} of it is the tone`);
}

/** In the browser: of a recording of a steady tone, how long it is, how high, and how much of it follows from the two samples before. */
async function tone(address, token) {
  const answer = await fetch(address, { headers: { Authorization: `Bearer ${token}` } });
  const bytes = await answer.arrayBuffer();
  const rate = new DataView(bytes).getUint32(18) >>> 12;
  const sound = await new OfflineAudioContext(1, 1, rate).decodeAudioData(bytes);
  const samples = sound.getChannelData(0);
  let over = 0;
  let under = 0;
  for (let at = 2; at < samples.length; at++) {
    over += (samples[at] + samples[at - 2]) * samples[at - 1];
    under += samples[at - 1] ** 2;
  }
  // A sine is its own recurrence: the next sample is twice the cosine of its step times this one, less the one before.
  const twice = over / under;
  let follows = 0;
  for (let at = 2; at < samples.length; at++) if (Math.abs(samples[at] + samples[at - 2] - twice * samples[at - 1]) < 0.001) follows++;
  return { seconds: samples.length / rate, hz: Math.round((Math.acos(twice / 2) * rate) / (2 * Math.PI)), whole: follows / (samples.length - 2), loudest: samples.reduce((most, one) => Math.max(most, Math.abs(one)), 0) };
}
