import fc from "fast-check";
import { expect, test } from "vitest";
import { grouped } from "./codes.ts";

test("a code is shown as its card has it", () => {
  expect(grouped("abcde fghij-klmno pqrst")).toBe("ABCDE-FGHIJ-KLMNO-PQRST");
  expect(grouped("")).toBe("");
});

test("a code that is in groups stays as it is", () => {
  fc.assert(fc.property(fc.stringMatching(/^[A-Za-z0-9 -]{0,40}$/), (typed) => {
    expect(grouped(grouped(typed))).toBe(grouped(typed));
  }));
});
