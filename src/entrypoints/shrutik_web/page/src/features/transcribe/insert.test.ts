import { expect, test } from "vitest";
import { insertInto } from "./insert.ts";

function fieldWith(text: string, from: number, to = from): HTMLTextAreaElement {
  const field = document.createElement("textarea");
  document.body.append(field);
  field.value = text;
  field.setSelectionRange(from, to);
  return field;
}

test("a tag stands between spaces, none of them doubled", () => {
  expect(insertInto(fieldWith("এক দুই", 3), " [noise] ")).toBe("এক [noise] দুই");
  expect(insertInto(fieldWith("", 0), " [noise] ")).toBe("[noise] ");
});

test("a sign takes the place of what is chosen", () => {
  expect(insertInto(fieldWith("চাদ", 2, 2), "ঁ")).toBe("চাঁদ");
  expect(insertInto(fieldWith("abc", 1, 2), "x")).toBe("axc");
});
