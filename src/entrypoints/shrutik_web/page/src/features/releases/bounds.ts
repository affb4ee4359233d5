/** The conditions of a wish that are typed: bounds of lengths and of quality facts. */
import type { Message } from "../../api/client.ts";
import type { Wish } from "./asking.ts";

type Bounds = Message<"Bounds">;
export type End = "low" | "high";

/** Facts that a dataset is usually cut by, each with the end that says what is good enough. */
export const FACTS = [
  { name: "snr_db", end: "low" },
  { name: "loudness_lufs", end: "low" },
  { name: "bandwidth_hz", end: "low" },
  { name: "speech_ratio", end: "low" },
  { name: "clipped_ratio", end: "high" },
  { name: "dropouts_per_min", end: "high" },
] as const;

/** What is typed into a field of a number; nothing, or what is no number, is no bound. */
export function bound(typed: string): number | null {
  const value = typed.trim() === "" ? Number.NaN : Number(typed);
  return Number.isFinite(value) ? value : null;
}

export function bounded(before: Bounds | undefined, end: End, value: number | null): Bounds {
  return { low: null, high: null, ...before, [end]: value };
}

/** The facts of a wish with one bound changed; a fact without a bound is not asked about, for it need not be measured then. */
export function withFact(quality: Wish["quality"], name: string, end: End, value: number | null): NonNullable<Wish["quality"]> {
  const changed = bounded(quality?.[name], end, value);
  const others = Object.entries(quality ?? {}).filter(([other]) => other !== name);
  return Object.fromEntries(changed.low === null && changed.high === null ? others : [...others, [name, changed]]);
}
