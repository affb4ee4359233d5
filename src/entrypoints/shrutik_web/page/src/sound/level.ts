/** What a speaker is told of the sound while it comes in: its height, and advice by the collection's own limits. */

/** The limits of a collection's quality rules that can be judged while recording; one that is null is not looked at. */
export type Limits = {
  /** dB of speech above the noise. */
  snr_warn?: number | null;
  /** Share of samples at the end of the scale, 0 to 1. */
  clipped_warn?: number | null;
  /** LUFS. */
  loudness_warn?: number | null;
  /** Hz that sound must reach. */
  bandwidth_warn?: number | null;
};

/** What may be wrong, the worst first. */
export const ADVICE = ["silent", "loud", "soft", "noisy", "narrow"] as const;

export type Advice = {
  kind: (typeof ADVICE)[number];
  /** What was measured: seconds (silent), share (loud), LUFS (soft), dB (noisy), Hz (narrow). */
  measured: number;
  limit: number;
};

/** The sound of the last twentieth of a second. */
export type Level = {
  /** The highest sample, 0 to 1. */
  peak: number;
  /** Seconds that the take has so far; 0 while none runs. */
  seconds: number;
  /** What is wrong now; null if nothing is. */
  advice: Advice | null;
};

/** Levels come so many times a second. */
export const LEVELS_PER_SECOND = 20;
