/** What a dataset adds up to, as its `stats.json` says it; `docs/reference/release-statistics.md` says what each figure means. */
import { useQuery, type UseQueryResult } from "@tanstack/react-query";
import type { Message } from "../../api/client.ts";
import { bytesAt } from "../../api/uploads.ts";

type Release = Message<"ReleaseMessage">;
export type Amount = { clips: number; seconds: number; speakers: number };
/** `null` where nothing was said, or may go out. */
export type ValueAmount = Amount & { value: string | null };
export type Histogram = { start: number; width: number; counts: readonly number[]; below: number; above: number };
export type Distribution = { clips: number; mean: number; histogram: Histogram };
export const TRAITS = ["age", "gender", "native_language", "accent", "dialect", "region"] as const;
export type TraitName = (typeof TRAITS)[number];

/** The figures that this page shows; seconds, and shares from 0 to 1. */
export type Stats = {
  total: Amount;
  by: Readonly<Record<"split" | "language" | "licence" | "decision" | "speech", readonly ValueAmount[]>>;
  traits: Readonly<Record<TraitName, readonly ValueAmount[]>>;
  flags: readonly ValueAmount[];
  /** A figure that no clip has is not there. */
  distributions: Readonly<Partial<Record<"duration_s" | "confidence" | "expected_wer" | "snr_db", Distribution>>>;
  /** `lorenz`: the hours' share of the first tenth of the speakers, of two tenths and so on, least first, from 0 to 1. */
  speakers: { largest: number; lorenz: readonly number[]; least_seconds: number; median_seconds: number; most_seconds: number };
  vocabulary: { words: number; distinct_words: number };
  votes: { workers: number; votes: number; alpha_words: number | null };
};

const NAME = "stats.json";
const SPLITS = ["train", "dev", "test", "all"];

/** Fetched once: what is in a release never changes; what changes is the address, which is signed anew each time. */
export function useStats(release: Release): UseQueryResult<Stats> {
  return useQuery({ queryKey: ["release", release.id, "stats", release.digest], queryFn: () => read(release), staleTime: Infinity, enabled: hasStats(release) });
}

export function hasStats(release: Release): boolean {
  return release.files.some((file) => file.name === NAME);
}

async function read(release: Release): Promise<Stats> {
  const file = release.files.find((one) => one.name === NAME);
  if (file === undefined) throw new Error(`${release.name} has no ${NAME}.`);
  return JSON.parse(await (await bytesAt(file.url)).text()) as Stats;
}

/** Splits in the order in which they are used. */
export function splitsOf(stats: Stats): ValueAmount[] {
  const place = ({ value }: ValueAmount): number => SPLITS.indexOf(value ?? "");
  return [...stats.by.split].sort((one, other) => place(one) - place(other));
}

/** Most speakers first, and last those of whom nothing is known. */
export function ranked(values: readonly ValueAmount[]): ValueAmount[] {
  return [...values].sort((one, other) => Number(one.value === null) - Number(other.value === null) || other.speakers - one.speakers || other.seconds - one.seconds);
}

export type Bin = { from: number | null; to: number | null; clips: number };

/** The bars of a histogram with their edges; what lies further out is a bar without an edge on that side. */
export function binsOf({ start, width, counts, below, above }: Histogram): Bin[] {
  const edge = (place: number): number => Number((start + place * width).toPrecision(12));
  const bins: Bin[] = counts.map((clips, place) => ({ from: edge(place), to: edge(place + 1), clips }));
  if (below > 0) bins.unshift({ from: null, to: edge(0), clips: below });
  if (above > 0) bins.push({ from: edge(counts.length), to: null, clips: above });
  return bins;
}
