import * as fc from "fast-check";
import { expect, test } from "vitest";
import { barsIn, ticksUpTo, wholeTicksUpTo } from "./scale.ts";

const above = fc.double({ min: 1e-6, max: 1e9, noNaN: true });

test("an axis begins at 0, ends not below the highest value and less than one step above it, in even steps", () => {
  fc.assert(
    fc.property(above, (highest) => {
      const ticks = ticksUpTo(highest);
      const step = (ticks[1] ?? 0) - (ticks[0] ?? 0);
      const last = ticks.at(-1) ?? 0;
      expect(ticks[0]).toBe(0);
      expect(last).toBeGreaterThanOrEqual(highest * (1 - 1e-9));
      expect(last - step).toBeLessThan(highest);
      expect(ticks.length).toBeLessThanOrEqual(5);
      for (const [place, tick] of ticks.entries()) expect(tick / step).toBeCloseTo(place, 6);
    }),
  );
});

test("what is counted gets whole figures", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 1_000_000 }), (highest) => {
      const ticks = wholeTicksUpTo(highest);
      expect(ticks.every(Number.isInteger)).toBe(true);
      expect(ticks.at(-1)).toBeGreaterThanOrEqual(highest);
      expect(new Set(ticks).size).toBe(ticks.length);
      expect(ticks.length).toBeLessThanOrEqual(5);
    }),
  );
});

test("without anything to show an axis still has two lines", () => {
  expect(ticksUpTo(0)).toEqual([0, 1]);
  expect(ticksUpTo(Number.NaN)).toEqual([0, 1]);
});

test("bars stand within the field, in order, as high as their values, and nothing is not drawn", () => {
  fc.assert(
    fc.property(fc.array(fc.double({ min: 0, max: 100, noNaN: true }), { minLength: 1, maxLength: 60 }), (values) => {
      const bars = barsIn(values, 100, 300, 120);
      for (const [place, bar] of bars.entries()) {
        const value = values[place] ?? 0;
        expect(bar.x).toBeGreaterThanOrEqual(0);
        expect(bar.x + bar.width).toBeLessThanOrEqual(300.001);
        expect(bar.y + bar.height).toBeCloseTo(120, 6);
        if (value === 0) expect(bar.height).toBe(0);
        else expect(bar.height).toBeCloseTo(Math.max(1, (value / 100) * 120), 6);
        if (place > 0) expect(bar.x).toBeGreaterThan((bars[place - 1]?.x ?? 0) + (bars[place - 1]?.width ?? 0));
      }
    }),
  );
});
