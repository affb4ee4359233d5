import * as fc from "fast-check";
import { expect, test } from "vitest";
import { bound, bounded, FACTS, withFact } from "./bounds.ts";
import { changesBetween, type ClipText } from "./changes.ts";
import { curlList, type File, groupOf, splitOf, splitsIn } from "./file-groups.ts";
import { findingsOf } from "./findings.ts";
import { FEW_IN_SPLIT, gapsOf, LARGE, TENTATIVE_ALPHA } from "./gaps.ts";
import { linesOf } from "./lines.ts";
import { type Amount, binsOf, type Stats, TRAITS } from "./stats.ts";
import { LEAST_WATCHED, timeLeft } from "./time-left.ts";

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

test("lines come whole, wherever the pieces are cut", async () => {
  const line = fc.string({ unit: "grapheme" }).filter((one) => !/[\n\uD800-\uDFFF\uFEFF]/u.test(one));
  await fc.assert(
    fc.asyncProperty(fc.array(line), fc.integer({ min: 1, max: 300 }), async (lines, size) => {
      const read: string[] = [];
      for await (const one of linesOf(streamed(lines.map((one) => `${one}\n`).join(""), size))) read.push(one);
      expect(read).toEqual(lines);
    }),
    { numRuns: 50 },
  );
});

test("versions differ by what came, what went and what was written anew", async () => {
  const texts = fc.dictionary(fc.constantFrom("a", "b", "c", "d", "e"), fc.constantFrom("a", "b"));
  await fc.assert(
    fc.asyncProperty(texts, texts, async (old, fresh) => {
      const lines = (of: Record<string, string>): ClipText[] => Object.entries(of).map(([clip, text]) => ({ clip, text }));
      const changes = await changesBetween(each(lines(old)), each(lines(fresh)));
      const both = Object.keys(fresh).filter((clip) => Object.hasOwn(old, clip));
      const same = both.filter((clip) => old[clip] === fresh[clip]).length;
      expect(changes).toEqual({ added: Object.keys(fresh).length - both.length, gone: Object.keys(old).length - both.length, rewritten: both.length - same, same });
    }),
  );
});

test("bars stand edge to edge and hold all clips, with those further out", () => {
  const bars = fc.record({ start: fc.integer({ min: -200, max: 200 }), width: fc.constantFrom(0.1, 0.5, 20), counts: fc.array(fc.nat(), { minLength: 1, maxLength: 24 }), below: fc.nat(3), above: fc.nat(3) });
  fc.assert(
    fc.property(bars, (histogram) => {
      const bins = binsOf(histogram);
      expect(bins.reduce((sum, bin) => sum + bin.clips, 0)).toBe(histogram.counts.reduce((sum, one) => sum + one, 0) + histogram.below + histogram.above);
      for (const [place, bin] of bins.entries()) if (place > 0) expect(bin.from).toBe(bins[place - 1]?.to);
      expect(bins[0]?.from === null).toBe(histogram.below > 0);
      expect(bins.at(-1)?.to === null).toBe(histogram.above > 0);
    }),
  );
});

const some: Amount = { clips: 10, seconds: 100, speakers: 40 };
const known: Stats = {
  total: some,
  by: { split: [{ ...some, value: "train" }, { ...some, value: "test", speakers: FEW_IN_SPLIT }], language: [], licence: [], decision: [], speech: [{ ...some, value: "read" }, { ...some, value: "free" }] },
  traits: Object.fromEntries(TRAITS.map((trait) => [trait, [{ ...some, value: "x" }]])) as unknown as Stats["traits"],
  flags: [], distributions: {}, vocabulary: { words: 1, distinct_words: 1 },
  speakers: { largest: LARGE, lorenz: [0, 1], least_seconds: 1, median_seconds: 1, most_seconds: 1 },
  votes: { workers: 1, votes: 1, alpha_words: TENTATIVE_ALPHA },
};

test("a gap begins beyond its limit, not at it", () => {
  expect(gapsOf(known)).toEqual([]);
  expect(gapsOf({ ...known, speakers: { ...known.speakers, largest: LARGE + 0.01 } })).toEqual([{ kind: "heavy", share: LARGE + 0.01 }]);
  expect(gapsOf({ ...known, votes: { ...known.votes, alpha_words: 0.66 } })).toEqual([{ kind: "agreement", alpha: 0.66 }]);
  const few = { ...some, value: "test", speakers: FEW_IN_SPLIT - 1 };
  expect(gapsOf({ ...known, by: { ...known.by, split: [few] } })).toEqual([{ kind: "few_in_split", split: "test", speakers: FEW_IN_SPLIT - 1 }]);
  expect(gapsOf({ ...known, by: { ...known.by, speech: known.by.speech.slice(0, 1) } })).toEqual([{ kind: "only_read" }]);
  expect(gapsOf({ ...known, traits: { ...known.traits, age: [{ ...some, value: null }] } })).toEqual([{ kind: "unsaid", traits: ["age"] }]);
  expect(gapsOf({ ...known, flags: [{ ...some, clips: 1, value: "few_votes" }] })).toEqual([{ kind: "few_votes", share: 0.1 }]);
  expect(gapsOf({ ...known, flags: [{ ...some, clips: 2, value: "reported" }] })).toEqual([{ kind: "reported", share: 0.2 }]);
  expect(gapsOf({ ...known, total: { ...some, clips: 0 } })).toEqual([]);
});

const FELL = "fell from 12.50 to 3, by 76.0 per cent. Withdrawals since explain 1.00 of it. Look what the selection leaves out that it did not before, or accept it and say why.";
const TWICE = "4 clips share 2 sounds: somebody sent a recording twice. Withdraw one of each, or accept that they are in the release more than once.";

test("what gates found is read from one sentence after the other, whatever a speaker called their region", () => {
  const sentences = [["fell:split train hours", `Split train hours ${FELL}`], ["fell:region a] [b 7 clips", `Region a] [b 7 clips ${FELL}`], ["fell:all speakers", `All speakers ${FELL}`], ["same_sound", TWICE], ["undecodable", "3 clips do not decode (a, b, c). Cut their recordings again, or leave them out."], ["speaker_in_two_splits", "1 speakers have clips in more than one split, so …"]];
  const told = `release_stopped: demo-v2 does not go out: ${sentences.map(([key, sentence]) => `[${key}] ${sentence}`).join(" ")} To let it, ask for it again and say why, by what was found.`;
  const found = findingsOf(told);
  expect(found.map(({ key, sentence }) => [key, sentence])).toEqual(sentences);
  const fell = { code: "fell", before: 12.5, after: 3, fall: 0.76 };
  expect(found).toMatchObject([
    { ...fell, subject: { of: "split", value: "train" }, unit: "hours" }, { ...fell, subject: { of: "trait", trait: "region", value: "a] [b 7" }, unit: "clips" }, { ...fell, subject: { of: "all" }, unit: "speakers" },
    { code: "same_sound", count: 4, sounds: 2 }, { code: "undecodable", count: 3 }, { code: "speaker_in_two_splits", count: 1 },
  ]);
});

test("a sentence without figures is told as the server says it", () => {
  expect(findingsOf("[undecodable] Some clips do not decode.")).toEqual([{ key: "undecodable", sentence: "Some clips do not decode.", code: "other" }]);
});

test("files stand with their like, and a split's are found", () => {
  const names = ["shards/dev-00000.tar", "manifest/dev-00000.jsonl.zst", "delta-from-v1.jsonl.zst", "views/csv/metadata.csv", "LICENSES/CC0-1.0.txt", "SHA256SUMS.minisig"];
  expect(names.map(groupOf)).toEqual(["sound", "manifest", "manifest", "views", "about", "proof"]);
  expect(names.map((name) => splitOf(name, ["dev", "train"]))).toEqual(["dev", "dev", null, null, null, null]);
  expect(["views/kaldi/train/text", "views/jsonl/train.jsonl", "views/lhotse/cuts_train.jsonl.gz", "views/nemo/train_manifest.json"].map((name) => splitOf(name, ["dev", "train"]))).toEqual(Array(4).fill("train"));
  const file = (name: string): File => ({ name, bytes: 1, sha256: "", url: `/files/${name}?signed=1` });
  expect(splitsIn(names.map(file))).toEqual(["dev"]);
  expect(curlList([file('a"b')], "x-v1", "https://example.org")).toBe('url = "https://example.org/files/a%22b?signed=1"\noutput = "x-v1/a\\"b"\n');
});

test("time left follows from the pace, once it was watched for a while", () => {
  expect(timeLeft({ at: 0, progress: 0 }, { at: LEAST_WATCHED - 1, progress: 0.5 })).toBeNull();
  expect(timeLeft({ at: 0, progress: 0.2 }, { at: LEAST_WATCHED, progress: 0.2 })).toBeNull();
  expect(timeLeft({ at: 0, progress: 0 }, { at: LEAST_WATCHED, progress: 0.25 })).toBeCloseTo((LEAST_WATCHED / 1_000) * 3, 9);
});

test("what is typed as a bound is a number or none", () => {
  fc.assert(fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => { expect(bound(String(value))).toBe(Number(String(value))); }));
  for (const nothing of ["", " ", "-", "1e999", "ten"]) expect(bound(nothing)).toBeNull();
  expect(bound("0")).toBe(0);
});

test("a changed bound leaves the other as it was", () => {
  expect(bounded(undefined, "low", 1)).toEqual({ low: 1, high: null });
  expect(bounded({ low: 1, high: 9 }, "high", null)).toEqual({ low: 1, high: null });
});

test("a fact is asked about exactly while it has a bound", () => {
  const changes = fc.array(fc.tuple(fc.constantFrom(...FACTS), fc.option(fc.integer({ min: -70, max: 70 }))));
  fc.assert(
    fc.property(changes, (typed) => {
      let quality: ReturnType<typeof withFact> = {};
      const last = new Map<string, number>();
      for (const [{ name, end }, value] of typed) {
        quality = withFact(quality, name, end, value);
        if (value === null) last.delete(name);
        else last.set(name, value);
      }
      expect(Object.keys(quality).sort()).toEqual([...last.keys()].sort());
      for (const { name, end } of FACTS) expect(quality[name]?.[end]).toBe(last.get(name));
    }),
  );
});
