/** What a dataset lacks, found in its statistics by the plainest rules of its datasheet, which has them all. */
import { type Stats, TRAITS } from "./stats.ts";

/** Speakers below which a split says little of people at large. */
export const FEW_IN_SPLIT = 5;
/** Share of all hours from which one speaker outweighs the others. */
export const LARGE = 0.2;
/** Agreement below which Krippendorff (2004) would draw no conclusion. */
export const TENTATIVE_ALPHA = 0.667;

export type Gap =
  | { kind: "one_split"; speakers: number }
  | { kind: "few_in_split"; split: string; speakers: number }
  | { kind: "heavy"; share: number }
  | { kind: "unsaid"; traits: readonly string[] }
  | { kind: "only_read" | "only_free" }
  | { kind: "few_votes" | "reported"; share: number }
  | { kind: "agreement"; alpha: number };

export function gapsOf(stats: Stats): Gap[] {
  if (stats.total.clips === 0) return [];
  return [...inSplits(stats), ...inPeople(stats), ...inKinds(stats), ...inTexts(stats)];
}

function* inSplits({ by, total }: Stats): Generator<Gap> {
  for (const { value, speakers } of by.split) {
    if (value === "all") yield { kind: "one_split", speakers: total.speakers };
    else if (value !== null && value !== "train" && speakers < FEW_IN_SPLIT) yield { kind: "few_in_split", split: value, speakers };
  }
}

function* inPeople({ speakers, traits }: Stats): Generator<Gap> {
  if (speakers.largest > LARGE) yield { kind: "heavy", share: speakers.largest };
  const unsaid = TRAITS.filter((trait) => traits[trait].every((one) => one.value === null));
  if (unsaid.length > 0) yield { kind: "unsaid", traits: unsaid };
}

function* inKinds({ by }: Stats): Generator<Gap> {
  const [only, more] = by.speech;
  if (more === undefined && only !== undefined) yield { kind: only.value === "read" ? "only_read" : "only_free" };
}

function* inTexts({ flags, total, votes }: Stats): Generator<Gap> {
  for (const kind of ["few_votes", "reported"] as const) {
    const flagged = flags.find((one) => one.value === kind);
    if (flagged !== undefined) yield { kind, share: flagged.clips / total.clips };
  }
  if (votes.alpha_words !== null && votes.alpha_words < TENTATIVE_ALPHA) yield { kind: "agreement", alpha: votes.alpha_words };
}
