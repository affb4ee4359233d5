import * as fc from "fast-check";
import { expect, test } from "vitest";
import { placeOf, RELIABLE, TENTATIVE, verdictOf } from "./alpha.ts";

test("at a limit alpha is as good as above it, just below it is not", () => {
  expect(verdictOf(RELIABLE)).toBe("good");
  expect(verdictOf(RELIABLE - Number.EPSILON)).toBe("fair");
  expect(verdictOf(TENTATIVE)).toBe("fair");
  expect(verdictOf(TENTATIVE - Number.EPSILON)).toBe("poor");
});

test("more agreement never stands further left, and all of it stands on the scale", () => {
  const alpha = fc.double({ min: -1, max: 1, noNaN: true });
  fc.assert(
    fc.property(alpha, alpha, (one, other) => {
      expect(placeOf(Math.min(one, other))).toBeLessThanOrEqual(placeOf(Math.max(one, other)));
      expect(placeOf(one)).toBeGreaterThanOrEqual(0);
      expect(placeOf(one)).toBeLessThanOrEqual(1);
    }),
  );
});
