import * as fc from "fast-check";
import { expect, test } from "vitest";
import { kindOf, lineAt, without, withMedia } from "./lines.ts";

const files = fc.array(fc.string({ maxLength: 30 }).map((line) => line.replaceAll("\n", " ")), { minLength: 1, maxLength: 20 });

test("each line stands where it is said to stand", () => {
  fc.assert(
    fc.property(files, fc.nat(), (lines, wish) => {
      const number = (wish % lines.length) + 1;
      const file = lines.join("\n");
      const found = lineAt(file, number);
      expect(found.text).toBe(lines[number - 1]);
      expect(file.slice(found.start, found.end)).toBe(found.text);
    }),
  );
});

test("what is taken out is gone, all else stays in its order", () => {
  fc.assert(
    fc.property(files, fc.array(fc.integer({ min: 1, max: 20 })), (lines, numbers) => {
      expect(without(lines.join("\n"), numbers)).toBe(lines.filter((_, place) => !numbers.includes(place + 1)).join("\n"));
    }),
  );
});

test("a file of texts that gets a picture becomes JSON Lines with the same texts", () => {
  const plain = fc.array(fc.string({ minLength: 1, maxLength: 30 }).map((line) => `x${line.replaceAll("\n", " ")}`.trim()), { maxLength: 10 });
  fc.assert(
    fc.property(plain, (texts) => {
      const file = withMedia(texts.join("\n"), [{ id: "p", kind: "picture" }], "Say what you see.");
      const told = file.split("\n").map((line) => JSON.parse(line) as { text: string; kind?: string });
      expect(kindOf(file)).toBe("application/jsonl");
      expect(told.slice(0, -1).map((one) => one.text)).toEqual(texts);
      expect(told.at(-1)).toEqual({ text: "Say what you see.", kind: "picture", media_id: "p" });
    }),
  );
});

test("a second picture leaves JSON Lines as they are", () => {
  const once = withMedia("", [{ id: "p", kind: "picture" }], "a");
  expect(withMedia(`${once}\n`, [{ id: "s", kind: "sound" }], "b").split("\n")[0]).toBe(once);
});
