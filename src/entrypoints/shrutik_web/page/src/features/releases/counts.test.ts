import * as fc from "fast-check";
import { expect, test } from "vitest";
import { changesBetween } from "./changes.ts";
import { countLine, durationBins, type ManifestLine, noCounts, NOT_SAID, speakersBy, tenthOf } from "./counts.ts";
import { tablesOf } from "./datasheet.ts";
import { linesOf, manifestLines } from "./lines.ts";

const line = fc.record({
  clip: fc.uuid(),
  text: fc.string({ unit: "grapheme" }),
  speaker: fc.constantFrom("s1", "s2", "s3"),
  split: fc.constantFrom("train", "dev", "test"),
  licence: fc.constantFrom("CC0-1.0", "CC-BY-4.0"),
  language: fc.constantFrom("bn", "syl"),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
  settled_by: fc.constantFrom("consensus", "reviewer"),
  duration: fc.double({ min: 0.01, max: 4_000, noNaN: true }),
  traits: fc.record({ age: fc.constantFrom("teens", "forties"), region: fc.string({ minLength: 1 }) }, { requiredKeys: [] }),
});
const manifest = fc.uniqueArray(line, { selector: (one) => one.clip, maxLength: 40 });

/** Bytes in pieces of this size, which cut letters in two. */
function streamed(text: string, size: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  const bytes = new TextEncoder().encode(text);
  return new ReadableStream({
    start(stream) {
      for (let at = 0; at < bytes.length; at += size) stream.enqueue(bytes.slice(at, at + size));
      stream.close();
    },
  });
}

async function* each<One>(all: readonly One[]): AsyncGenerator<One> {
  for (const one of await Promise.resolve(all)) yield one;
}

test("every clip is counted once in each way, wherever the pieces are cut", async () => {
  await fc.assert(
    fc.asyncProperty(manifest, fc.integer({ min: 1, max: 300 }), async (lines, size) => {
      const counts = noCounts();
      const text = lines.map((one) => `${JSON.stringify(one)}\n`).join("");
      const read: ManifestLine[] = [];
      for await (const one of manifestLines(streamed(text, size))) {
        read.push(one);
        countLine(counts, one);
      }
      expect(read).toEqual(lines);
      const seconds = lines.reduce((sum, one) => sum + one.duration, 0);
      const sum = (figures: Iterable<number>) => [...figures].reduce((all, one) => all + one, 0);
      for (const counted of [counts.durations.values(), counts.confidences, counts.settledBy.values(), counts.licences.values(), counts.languages.values()]) expect(sum(counted)).toBe(lines.length);
      expect(sum([...counts.splits.values()].map((one) => one.clips))).toBe(counts.clips);
      expect(sum([...counts.splits.values()].map((one) => one.seconds))).toBeCloseTo(seconds, 6);
      expect(sum([...counts.speakers.values()].map((one) => one.seconds))).toBeCloseTo(counts.seconds, 6);
      expect(sum(durationBins(counts.durations).map((bin) => bin.clips))).toBe(lines.length);
    }),
    { numRuns: 50 },
  );
});

test("a tenth begins at its lower limit, and the last holds certainty", () => {
  expect(Array.from({ length: 10 }, (_, tenth) => tenthOf(tenth / 10))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
  expect(tenthOf(1)).toBe(9);
  expect(tenthOf(0.899999)).toBe(8);
});

test("durations stand in even steps, and never in more bars than can be told apart", () => {
  expect(durationBins(new Map())).toEqual([{ from: 0, to: 1, clips: 0 }]);
  expect(durationBins(new Map([[23, 2]]))).toHaveLength(24);
  expect(durationBins(new Map([[24, 2]])).at(-1)).toEqual({ from: 24, to: 26, clips: 2 });
});

test("those who did not say come last, however many they are", () => {
  const counts = noCounts();
  const [known] = fc.sample(line, 1);
  if (known === undefined) throw new Error("there is no line");
  for (const [speaker, traits] of [["a", {}], ["b", {}], ["c", { age: "teens" }], ["c", { age: "teens" }]] as const) countLine(counts, { ...known, speaker, traits });
  expect(speakersBy(counts, "age")).toEqual([["teens", 1], [NOT_SAID, 2]]);
});

test("versions differ by what came, what went and what was written anew", async () => {
  const [one, two, three] = ["1", "2", "3"].map((clip) => ({ ...fc.sample(line, 1)[0], clip, text: clip }) as ManifestLine);
  if (one === undefined || two === undefined || three === undefined) throw new Error("there are no lines");
  expect(await changesBetween(each([one, two]), each([{ ...two, text: "anew" }, three]))).toEqual({ added: 1, gone: 1, rewritten: 1, same: 0 });
  expect(await changesBetween(each([one, two]), each([two, one]))).toEqual({ added: 0, gone: 0, rewritten: 0, same: 2 });
});

test("a datasheet's tables are read with their titles, whatever a speaker called their region", async () => {
  const text = "# bn-read v1\n\n## Splits\n\n| | clips |\n|---|---|\n| dev | 3 |\n| train | 21 |\n\n## Speakers by region\n\n| | speakers |\n|---|---|\n| a | b | 2 |\n| not said | 1 |";
  const tables = await tablesOf(linesOf(streamed(text, 7)));
  expect(Object.fromEntries(tables.get("Splits") ?? [])).toEqual({ dev: 3, train: 21 });
  expect(Object.fromEntries(tables.get("Speakers by region") ?? [])).toEqual({ "a | b": 2, "not said": 1 });
});
