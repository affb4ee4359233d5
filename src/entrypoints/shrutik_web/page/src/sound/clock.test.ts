import * as fc from "fast-check";
import { expect, test } from "vitest";
import { GapClock, MOST_MISSING } from "./clock.ts";

const RATE = 48_000;
const PIECE = 480;

/** Stamps for ten-millisecond pieces: `late` per piece, a loss of `gap` seconds after `lossAt` seconds, and drift in ppm. */
function missing(seconds: number, late: (piece: number) => number, lossAt = Infinity, gap = 0, drift = 0): number {
  const clock = new GapClock(RATE);
  for (let piece = 1; piece <= seconds * 100; piece++) {
    const came = piece / 100;
    clock.note(piece * PIECE, came * (1 + drift / 1e6) + (came > lossAt ? gap : 0) + late(piece));
  }
  return clock.missing;
}

test("stamps that come late now and then are no loss, nor is a page that stood still", () => {
  const lateness = fc.array(fc.double({ min: 0, max: 2, noNaN: true }), { minLength: 7, maxLength: 23 });
  fc.assert(
    fc.property(lateness, (late) => {
      // One piece in each half second comes in time at least.
      expect(missing(10, (piece) => (piece % 25 === 0 ? 0 : (late[piece % late.length] ?? 0)))).toBeLessThan(MOST_MISSING);
    }),
  );
  expect(missing(10, (piece) => (piece > 400 && piece < 440 ? (440 - piece) / 100 : 0))).toBeLessThan(MOST_MISSING);
});

test("clocks that drift apart by 200 ppm for an hour lose nothing", () => {
  expect(missing(3_600, () => 0, Infinity, 0, 200)).toBeLessThan(MOST_MISSING / 10);
});

test("what is missing is found to the millisecond, wherever it was lost", () => {
  fc.assert(
    fc.property(fc.double({ min: 1, max: 8, noNaN: true }), fc.double({ min: 0.011, max: 3, noNaN: true }), (lossAt, gap) => {
      expect(missing(10, () => 0, lossAt, gap)).toBeCloseTo(gap, 3);
    }),
  );
});

test("a take of less than a second cannot tell", () => {
  expect(missing(0.9, () => 0, 0.4, 0.3)).toBe(0);
});
