/** What a manifest adds up to, counted line by line; memory grows with the speakers, not with the clips. */

/** The fields of a manifest's line that are counted; seconds, and confidence from 0 to 1. */
export type ManifestLine = {
  clip: string;
  text: string;
  speaker: string;
  split: string;
  licence: string;
  language: string;
  confidence: number;
  settled_by: string;
  duration: number;
  traits: Readonly<Record<string, string>>;
};

type Speaker = { seconds: number; traits: Readonly<Record<string, string>> };
export type Counts = {
  clips: number;
  seconds: number;
  splits: Map<string, { clips: number; seconds: number }>;
  /** Clips by their whole seconds: 0 holds those below one second. */
  durations: Map<number, number>;
  /** Clips by tenths of confidence: the last holds 0.9 to 1. */
  confidences: number[];
  settledBy: Map<string, number>;
  licences: Map<string, number>;
  languages: Map<string, number>;
  speakers: Map<string, Speaker>;
};

export const TRAITS = ["age", "gender", "native_language", "accent", "dialect", "region"] as const;
export type TraitName = (typeof TRAITS)[number];
/** The name under which those are counted who did not say; no trait can be empty. */
export const NOT_SAID = "";

export function noCounts(): Counts {
  return {
    clips: 0, seconds: 0, splits: new Map(), durations: new Map(), confidences: Array.from({ length: 10 }, () => 0),
    settledBy: new Map(), licences: new Map(), languages: new Map(), speakers: new Map(),
  };
}

export function countLine(counts: Counts, line: ManifestLine): void {
  counts.clips += 1;
  counts.seconds += line.duration;
  const split = counts.splits.get(line.split) ?? { clips: 0, seconds: 0 };
  counts.splits.set(line.split, { clips: split.clips + 1, seconds: split.seconds + line.duration });
  more(counts.durations, Math.floor(line.duration));
  const tenth = tenthOf(line.confidence);
  counts.confidences[tenth] = (counts.confidences[tenth] ?? 0) + 1;
  more(counts.settledBy, line.settled_by);
  more(counts.licences, line.licence);
  more(counts.languages, line.language);
  const seconds = (counts.speakers.get(line.speaker)?.seconds ?? 0) + line.duration;
  counts.speakers.set(line.speaker, { seconds, traits: line.traits });
}

function more<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Which tenth a confidence belongs to; the lower limit belongs to it. */
export function tenthOf(confidence: number): number {
  return Math.min(9, Math.max(0, Math.floor(confidence * 10 + 1e-9)));
}

/** Speakers by what they said of themselves, most first, and last those who did not say. */
export function speakersBy(counts: Counts, trait: TraitName): [string, number][] {
  const found = new Map<string, number>();
  for (const { traits } of counts.speakers.values()) more(found, traits[trait] ?? NOT_SAID);
  return [...found].sort(([one, many], [other, few]) => Number(one === NOT_SAID) - Number(other === NOT_SAID) || few - many || one.localeCompare(other));
}

export type Bin = { from: number; to: number; clips: number };
const MOST_BINS = 24;
const STEPS = [1, 2, 5, 10, 30, 60, 300, 600];

/** Durations in even steps of whole seconds from 0 to the longest, at most 24 of them unless clips last hours. */
export function durationBins(durations: ReadonlyMap<number, number>): Bin[] {
  const end = [...durations.keys()].reduce((longest, second) => Math.max(longest, second + 1), 1);
  const step = STEPS.find((one) => end <= one * MOST_BINS) ?? 3_600;
  const bins = Array.from({ length: Math.ceil(end / step) }, (_, place) => ({ from: place * step, to: (place + 1) * step, clips: 0 }));
  for (const [second, clips] of durations) {
    const bin = bins[Math.floor(second / step)];
    if (bin !== undefined) bin.clips += clips;
  }
  return bins;
}
