import { expect, test } from "vitest";
import { ApiProblem, problemOf, unreachable } from "../api/problems.ts";
import { bringWords, loadWords } from "../words/words.ts";
import { spanWords, toldOf } from "./refusals.ts";

const english = await loadWords("en", () => undefined);
const bengali = await loadWords("bn", () => undefined);
const before = toldOf({ code: "too_long", detail: "It is too long." }, bengali);
await bringWords(["refusal"]);

function answered(status: number, document: object, headers: Record<string, string> = {}): ApiProblem {
  return problemOf(new Response(null, { status, headers }), document);
}

test("the code chooses the sentence, in the reader's language", () => {
  const problem = answered(404, { code: "collection_missing", detail: "There is no collection 'x'." });
  expect(toldOf(problem, english)).toEqual({ said: "There is no such collection." });
  expect(toldOf(problem, bengali)).toEqual({ said: "এমন কোনো সংগ্রহ নেই।" });
});

test("the limit that was met is told in the reader's figures and units", () => {
  const long = answered(422, { code: "too_long", detail: "…", most_seconds: 7_200, status: 422 });
  expect(toldOf(long, english).said).toContain("2 hours at most");
  expect(toldOf(long, bengali).said).toContain("২ ঘণ্টা");
  const large = answered(413, { code: "too_large", detail: "…", most_bytes: 16 * 1_048_576 });
  expect(toldOf(large, english).said).toContain("16 MB at most");
  expect(toldOf(large, bengali).said).toContain("১৬");
  const rate = answered(422, { code: "unsupported_rate", detail: "…", least: 8_000, most: 192_000 });
  expect(toldOf(rate, english).said).toContain("8,000 to 192,000 samples");
});

test("how long to wait comes from the header", () => {
  const quick = answered(429, { code: "rate_limited", detail: "…", retry_after: 30 }, { "Retry-After": "30" });
  expect(toldOf(quick, english).said).toContain("in 30 seconds");
  expect(toldOf(quick, bengali).said).toContain("৩০ সেকেন্ড");
});

test("where no limit is told, the sentence does without", () => {
  expect(toldOf({ code: "too_long", detail: "…" }, english)).toEqual({ said: "The recording is too long. Cut it into shorter files." });
});

test("what is kept on the device is told like what was just answered", () => {
  const problem = answered(422, { code: "too_short", detail: "…", least_seconds: 0.3, status: 422 });
  expect(problem.kept).toEqual({ code: "too_short", detail: "…", figures: { least_seconds: 0.3 } });
  expect(toldOf(problem.kept, english)).toEqual(toldOf(problem, english));
  expect(toldOf(problem, english).said).toContain("0.3 seconds");
});

test("a code of a newer server is told in general, with the server's own sentence beside it", () => {
  const told = toldOf({ code: "never_heard_of", detail: "Turn it off and on." }, bengali);
  expect(told).toEqual({ said: bengali.t("problem.other"), detail: "Turn it off and on." });
  expect(told.said).not.toContain("Turn");
});

test("before the words have come, only what needs no server has some", () => {
  expect(before.detail).toBe("It is too long.");
  expect(toldOf(unreachable(), bengali)).toEqual({ said: bengali.t("problem.unreachable") });
  expect(toldOf(new TypeError("ours"), bengali)).toEqual({ said: bengali.t("problem.unexpected") });
});

test.each([[0.5, "0.5 seconds"], [89, "89 seconds"], [90, "2 minutes"], [5_399, "90 minutes"], [5_400, "2 hours"], [86_400, "24 hours"], [129_600, "2 days"]])("%d seconds are %s", (seconds, words) => {
  expect(spanWords(seconds, english.number)).toBe(words);
});
