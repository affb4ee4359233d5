import { expect, test } from "vitest";
import { changeOf, isShared } from "./trait-names.ts";

const form = (entries: Record<string, string>): FormData => {
  const made = new FormData();
  for (const [name, value] of Object.entries(entries)) made.set(name, value);
  return made;
};

test("an empty field takes a trait back", () => {
  expect(changeOf(form({ age: "thirties", dialect: "  Sylheti " })).traits).toEqual({ age: "thirties", gender: null, native_language: null, accent: null, dialect: "Sylheti", region: null });
});

test("only ticked traits go out, none if none is, all if all may", () => {
  expect(changeOf(form({ share_age: "on", share_region: "on" })).traits_in_releases).toEqual(["age", "region"]);
  expect(changeOf(form({})).traits_in_releases).toBe(false);
  expect(changeOf(form({ share_all: "on" })).traits_in_releases).toBe(true);
});

test("what a profile says of all traits holds for each", () => {
  expect(isShared({ traits_in_releases: true }, "age")).toBe(true);
  expect(isShared({ traits_in_releases: false }, "age")).toBe(false);
  expect(isShared({ traits_in_releases: ["age"] }, "gender")).toBe(false);
});
