import { expect, test } from "vitest";
import { withinPage } from "./use-enter.ts";

test.each([
  ["/record/bn-read?speaker=1", "/record/bn-read?speaker=1"],
  ["//evil.example/x", "/"],
  ["/\\evil.example", "/"],
  ["https://evil.example/", "/"],
  ["javascript:alert(1)", "/"],
  ["record", "/"],
  [null, "/"],
])("after a log-in %s leads to %s", (to, path) => {
  expect(withinPage(to)).toBe(path);
});
