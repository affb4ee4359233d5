import * as fc from "fast-check";
import { expect, test } from "vitest";
import { fitted, heightOf } from "./meter.tsx";

const peaks = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 400 });

test("bars that are drawn together keep the highest of them", () => {
  fc.assert(
    fc.property(peaks, fc.integer({ min: 1, max: 80 }), (values, room) => {
      const drawn = fitted(values, room);
      expect(drawn.length).toBe(Math.min(values.length, room));
      expect(Math.max(0, ...drawn)).toBe(Math.max(0, ...values));
    }),
  );
});

test("a louder sample is never drawn lower, silence not at all, full scale in full", () => {
  fc.assert(
    fc.property(fc.double({ min: 0, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), (one, other) => {
      expect(heightOf(Math.min(one, other))).toBeLessThanOrEqual(heightOf(Math.max(one, other)));
    }),
  );
  expect(heightOf(0)).toBe(0);
  expect(heightOf(1)).toBe(1);
});
