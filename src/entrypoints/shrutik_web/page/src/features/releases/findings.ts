/** What the gates found in a dataset that they stopped, read from the server's sentence: `[key] sentence` for each. */

export type Subject = { of: "all" } | { of: "split"; value: string } | { of: "trait"; trait: string; value: string };
/** `fall`: by which share, from 0 to 1; the figures before and after may be rounded more than it. */
export type Finding = { key: string; sentence: string } & (
  | { code: "fell"; subject: Subject; unit: "clips" | "hours" | "speakers"; before: number; after: number; fall: number }
  | { code: "undecodable" | "speaker_in_two_splits"; count: number }
  | { code: "same_sound"; count: number; sounds: number }
  | { code: "other" }
);

const KEY = String.raw`fell:.+? (?:clips|hours|speakers)|undecodable|same_sound|speaker_in_two_splits`;
const FOUND = new RegExp(String.raw`\[(${KEY})\] (.+?)(?= \[(?:${KEY})\] | To let it, ask |$)`, "gsu");
const TRAIT_NAMES = "age|gender|native_language|accent|dialect|region";
const ABOUT = new RegExp(`^(?:(all)|split (\\w+)|(${TRAIT_NAMES}) (.+)) (clips|hours|speakers)$`, "su");

export function findingsOf(error: string): Finding[] {
  return [...error.matchAll(FOUND)].map(([, key = "", sentence = ""]) => findingOf(key, sentence));
}

/** What this page does not understand is told as the server says it. */
function findingOf(key: string, sentence: string): Finding {
  const [first, second, third] = [...sentence.replace(/^.*?fell from /su, "").matchAll(/\d+(?:\.\d+)?/gu)].map(([figure]) => Number(figure));
  if (first === undefined) return { key, sentence, code: "other" };
  if (key === "undecodable" || key === "speaker_in_two_splits") return { key, sentence, code: key, count: first };
  if (second === undefined) return { key, sentence, code: "other" };
  if (key === "same_sound") return { key, sentence, code: key, count: first, sounds: second };
  const about = ABOUT.exec(key.slice("fell:".length));
  if (about === null || third === undefined) return { key, sentence, code: "other" };
  return { key, sentence, code: "fell", subject: subjectOf(about), unit: about[5] as "clips" | "hours" | "speakers", before: first, after: second, fall: third / 100 };
}

function subjectOf([, all, split, trait = "", value = ""]: RegExpExecArray): Subject {
  if (all !== undefined) return { of: "all" };
  return split === undefined ? { of: "trait", trait, value } : { of: "split", value: split };
}
