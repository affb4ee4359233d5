import * as fc from "fast-check";
import { expect, test } from "vitest";
import { LevelMeter } from "./level-meter.ts";
import type { Level, Limits } from "./level.ts";
import { transform } from "./spectrum.ts";

const RATE = 44_100;
/** As the server has them for a collection that says nothing. */
const LIMITS: Limits = { snr_warn: 15, clipped_warn: 0.001, loudness_warn: -42, bandwidth_warn: 4_500 };
const WORD = 0.6;

/** Words with pauses: a buzz with as many overtones as reach `top` Hz, over white noise; powers in dB of full scale. */
function speech(seconds: number, { loud = -20, noise = -60, top = 9_000 } = {}): Float32Array {
  const tones = Array.from({ length: Math.floor(top / 150) }, (_, place) => 150 * (place + 1));
  const power = tones.reduce((sum, tone) => sum + (150 / tone) ** 2 / 2, 0);
  const high = Math.sqrt(10 ** (loud / 10) / power);
  const hiss = Math.sqrt(3 * 10 ** (noise / 10));
  let state = 99;
  return Float32Array.from({ length: Math.round(seconds * RATE) }, (_, at) => {
    const time = at / RATE;
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    // Words begin and end softly: a cut would reach all frequencies.
    const word = Math.max(0, Math.min(1, Math.sin((Math.PI * time) / WORD) * 4));
    const voice = word === 0 ? 0 : tones.reduce((sum, tone, place) => sum + (Math.sin(2 * Math.PI * tone * time + place ** 2) * 150) / tone, 0);
    return Math.max(-1, Math.min(1, word * high * voice + hiss * (state / 2 ** 31 - 1)));
  });
}

function levels(sound: Float32Array, limits: Limits = LIMITS, piece = 441): Level[] {
  const told: Level[] = [];
  const meter = new LevelMeter(RATE, 1, limits);
  for (let at = 0; at < sound.length; at += piece) meter.hear(sound.subarray(at, at + piece), at / RATE, (level) => told.push(level));
  return told;
}

const kinds = (told: readonly Level[]): (string | null)[] => [...new Set(told.map((level) => level.advice?.kind ?? null))];
const last = (sound: Float32Array): string | null => levels(sound).at(-1)?.advice?.kind ?? null;

test("a good voice gets no advice at any time", () => {
  expect(kinds(levels(speech(8)))).toEqual([null]);
});

test("each fault is told, and by its name", () => {
  expect(last(speech(6, { loud: 0 }))).toBe("loud");
  expect(last(speech(6, { loud: -50, noise: -90 }))).toBe("soft");
  expect(last(speech(6, { loud: -25, noise: -36 }))).toBe("noisy");
  expect(last(speech(8, { top: 3_400, noise: -96 }))).toBe("narrow");
});

test("what is measured is near to what is there", () => {
  const soft = levels(speech(6, { loud: -50, noise: -90 })).at(-1)?.advice;
  expect(Math.abs((soft?.measured ?? 0) + 51)).toBeLessThan(2);
  const noisy = levels(speech(6, { loud: -25, noise: -36 })).at(-1)?.advice;
  expect(Math.abs((noisy?.measured ?? 0) - 11)).toBeLessThan(3);
  const narrow = levels(speech(8, { top: 3_400, noise: -96 })).at(-1)?.advice;
  expect(Math.abs((narrow?.measured ?? 0) - 3_400)).toBeLessThan(250);
});

test("nothing but zeros, or any one value, is told within two seconds, whatever the limits", () => {
  for (const value of [0, 0.25]) {
    const told = levels(new Float32Array(2 * RATE).fill(value), {});
    expect(told.findIndex((level) => level.advice?.kind === "silent")).toBeLessThan(2 * 20);
    expect(told.at(-1)?.advice?.kind).toBe("silent");
  }
  expect(kinds(levels(new Float32Array(0.9 * RATE), {}))).toEqual([null]);
});

test("a limit of nothing is not looked at", () => {
  expect(kinds(levels(speech(4, { loud: 0 }), { clipped_warn: null }))).toEqual([null]);
});

test("levels are the same in whatever pieces the sound came", () => {
  const sound = speech(3, { loud: -30 });
  const whole = levels(sound, LIMITS, sound.length).map(({ peak, advice }) => ({ peak, advice }));
  fc.assert(
    fc.property(fc.integer({ min: 50, max: 9_000 }), (piece) => {
      expect(levels(sound, LIMITS, piece).map(({ peak, advice }) => ({ peak, advice }))).toEqual(whole);
    }),
    { numRuns: 10 },
  );
  expect(whole.length).toBe(60);
});

test("the transform of a tone is at its place, and holds its power", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 31 }), (bin) => {
      const real = Float64Array.from({ length: 64 }, (_, at) => Math.cos((2 * Math.PI * bin * at) / 64));
      const imaginary = new Float64Array(64);
      transform(real, imaginary);
      real.forEach((value, at) => { expect(Math.hypot(value, imaginary[at] ?? 0)).toBeCloseTo(at === bin || at === 64 - bin ? 32 : 0, 9); });
    }),
  );
});
