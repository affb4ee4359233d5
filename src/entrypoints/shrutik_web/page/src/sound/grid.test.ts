import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bitsOf, GridTest, wholeNumbers, type Grid } from "./grid.ts";

const steps = fc.array(fc.integer({ min: -32_768, max: 32_767 }), { minLength: 1, maxLength: 300 });
const floats: Record<"even" | "chromium", (step: number) => number> = {
  even: (step) => step / 32_768,
  // As Chromium does it: a multiplication in single precision.
  chromium: (step) => Math.fround(step * Math.fround(step < 0 ? 1 / 32_768 : 1 / 32_767)),
};

function gridOf(samples: Float32Array): Grid {
  const found = new GridTest();
  found.look(samples);
  return found.grid;
}

test.each(["even", "chromium"] as const)("16-bit samples on the %s grid come back exactly", (name) => {
  fc.assert(
    fc.property(steps, (whole) => {
      // Near the ends of the scale one step of a grid lies on another step of the other: a sample between them tells.
      fc.pre(whole.some((step) => step > 500 && step < 32_000));
      const samples = Float32Array.from(whole, floats[name]);
      const grid = gridOf(samples);
      expect(bitsOf(grid)).toBe(16);
      expect(Array.from(wholeNumbers(samples, grid))).toEqual(whole);
    }),
  );
});

test("every step of the scale comes back on both grids", () => {
  const whole = Int32Array.from({ length: 65_536 }, (_, at) => at - 32_768);
  for (const name of ["even", "chromium"] as const) {
    const samples = Float32Array.from(whole, floats[name]);
    expect(gridOf(samples)).toBe(name);
    expect(wholeNumbers(samples, name)).toEqual(whole);
  }
});

test("24-bit samples are kept whole", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: -8_388_608, max: 8_388_607 }), { minLength: 1 }), (whole) => {
      const samples = Float32Array.from(whole, (step) => step / 8_388_608);
      expect(Array.from(wholeNumbers(samples, "fine"))).toEqual(whole);
    }),
  );
  expect(gridOf(Float32Array.from([0.5 + 1 / 8_388_608]))).toBe("fine");
});

test("one sample off the grid makes the take fine, in whichever piece it comes", () => {
  const found = new GridTest();
  found.look(Float32Array.from([0.25, -0.5]));
  found.look(Float32Array.from([1 / 100_000]));
  expect(found.grid).toBe("fine");
});

test("what lies beyond the scale is cut, and what is no number is silence", () => {
  expect(Array.from(wholeNumbers(Float32Array.from([2, -2, NaN]), "even"))).toEqual([32_767, -32_768, 0]);
  expect(Array.from(wholeNumbers(Float32Array.from([2, -2, NaN]), "fine"))).toEqual([8_388_607, -8_388_608, 0]);
});

test("a channel is taken out of those that lie between", () => {
  const samples = Float32Array.from([1, -2, 3, -4].map((step) => step / 32_768));
  expect(Array.from(wholeNumbers(samples, "even", 0, 2))).toEqual([1, 3]);
  expect(Array.from(wholeNumbers(samples, "even", 1, 2))).toEqual([-2, -4]);
});
