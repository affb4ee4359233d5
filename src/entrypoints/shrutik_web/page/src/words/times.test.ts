import { expect, test } from "vitest";
import { saidTime } from "./times.ts";

const MORNING = new Date("2026-11-30T09:27:05Z");
const NIGHT = new Date("2026-11-30T21:05:00Z");

test("Bengali says the part of the day before the hour, and no English in it", () => {
  expect(saidTime("bn", MORNING, { timeStyle: "short", timeZone: "UTC" })).toBe("সকাল ৯:২৭");
  expect(saidTime("bn", MORNING, { dateStyle: "medium", timeStyle: "medium", timeZone: "UTC" })).toBe("৩০ নভে, ২০২৬, সকাল ৯:২৭:০৫");
  expect(saidTime("bn", NIGHT, { timeStyle: "short", timeZone: "UTC" })).toMatch(/^রাত\S* ৯:০৫$/);
});

test("all else is said as the browser says it", () => {
  expect(saidTime("en", MORNING, { timeStyle: "short", timeZone: "UTC" })).toMatch(/^9:27.AM$/);
  expect(saidTime("bn", MORNING, { day: "numeric", month: "short", timeZone: "UTC" })).toBe("৩০ নভে");
});
