import { expect, test } from "vitest";
import schema from "../../api/schema.d.ts?raw";
import { limitsOf, STANDARD } from "./limits.ts";

test("limits that a collection leaves alone are the defaults of the API's document", () => {
  for (const [name, value] of Object.entries(STANDARD)) {
    const defaults = [...schema.matchAll(new RegExp(`@default (\\S+)\\s+\\*/\\s+${name}\\??: number`, "g"))].map(([, found]) => Number(found));
    expect(defaults.length, name).toBeGreaterThan(0);
    expect(new Set(defaults), name).toEqual(new Set([value]));
  }
});

test("what a collection sets counts, also if it sets that nothing is looked at", () => {
  expect(limitsOf({})).toEqual(STANDARD);
  expect(limitsOf(undefined)).toEqual(STANDARD);
  expect(limitsOf({ loudness_warn: null, snr_warn: 20 })).toEqual({ ...STANDARD, loudness_warn: null, snr_warn: 20 });
});
