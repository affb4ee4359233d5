import { expect, test } from "vitest";
import { lengthOf, wayOf } from "./way.ts";

const states = (...given: Parameters<typeof wayOf>): string[] => wayOf(...given).map((step) => step.state);

test("what was just sent waits to be cut", () => {
  expect(states({ status: "uploaded" }, [])).toEqual(["done", "now", "later", "later"]);
});

test("what was refused goes no further", () => {
  expect(states({ status: "refused" }, [])).toEqual(["done", "wrong", "later", "later"]);
});

test("one open clip keeps the writing under way, one settled clip can be in a dataset", () => {
  expect(states({ status: "chunked" }, [{ status: "settled" }, { status: "open" }])).toEqual(["done", "done", "now", "now"]);
  expect(states({ status: "chunked" }, [{ status: "settled" }, { status: "silent" }])).toEqual(["done", "done", "done", "now"]);
  expect(states({ status: "chunked" }, [{ status: "rejected" }])).toEqual(["done", "done", "done", "later"]);
});

test("seconds are rounded before they are split", () => {
  const number = (value: number, options?: Intl.NumberFormatOptions): string => new Intl.NumberFormat("en", options).format(value);
  expect(lengthOf(59.6, number)).toBe("1:00");
  expect(lengthOf(5.2, number)).toBe("0:05");
});
