/** What is wrong with the last seconds of a sound, by a collection's limits; every figure is near to what the server measures. */
import { LEVELS_PER_SECOND, type Advice, type Limits } from "./level.ts";

/** One twentieth of a second of one channel. */
export type Moment = { frames: number; power: number; clipped: number };

/** Seconds that are judged together: long enough for pauses and words. */
const JUDGED = 8;
/** Of them, so many must have been heard, or held a voice, before a mean says anything. */
const LEAST_HEARD = 2;
const LEAST_VOICE = 0.75;
/** Seconds over which clipping is told: it is over soon after the speaker moved away. */
const CLIPPED_OVER = 3;
/** Seconds of one and the same sample after which nothing is heard. */
const SILENT_AFTER = 1;
/** How far over the noise a moment holds a voice, as a ratio of powers; and how soft, in dB of full scale, none is. */
const VOICE = 4;
const NO_VOICE = -60;
const NOISE_SHARE = 0.05;
const GATE = 0.1;
/** Loudness of a sine of full scale is about -3 LUFS: the standard subtracts this from the mean square. */
const LUFS = -0.691;
const FLOOR = 1e-12;

export class Judge {
  #moments: Moment[] = [];

  constructor(
    private readonly sampleRate: number,
    private readonly limits: Limits,
  ) {}

  note(moment: Moment): void {
    this.#moments.push(moment);
    if (this.#moments.length > JUDGED * LEVELS_PER_SECOND) this.#moments.shift();
  }

  /** The power of the noise: what the quietest moments have. */
  get noise(): number {
    const powers = this.#moments.map((one) => one.power).sort((one, other) => one - other);
    return Math.max(FLOOR, powers[Math.floor(powers.length * NOISE_SHARE)] ?? 0);
  }

  /** Whether a moment stands out of the noise. */
  isVoice(moment: Moment, noise = this.noise): boolean {
    return moment.power > VOICE * noise && decibels(moment.power) > NO_VOICE;
  }

  /** The worst of what is wrong. `same`: frames of one value until now; `bandwidth`: Hz, null if not known yet. */
  advice(same: number, bandwidth: number | null): Advice | null {
    return this.#silent(same) ?? this.#loud() ?? this.#soft() ?? this.#noisy() ?? this.#narrow(bandwidth);
  }

  #silent(same: number): Advice | null {
    const measured = same / this.sampleRate;
    return measured >= SILENT_AFTER ? { kind: "silent", measured, limit: SILENT_AFTER } : null;
  }

  #loud(): Advice | null {
    const limit = this.limits.clipped_warn ?? null;
    const near = this.#moments.slice(-CLIPPED_OVER * LEVELS_PER_SECOND);
    const measured = sum(near, "clipped") / Math.max(1, sum(near, "frames"));
    return limit !== null && measured > limit ? { kind: "loud", measured, limit } : null;
  }

  /** Moments far below the mean are pauses and do not count. */
  #soft(): Advice | null {
    const limit = this.limits.loudness_warn ?? null;
    if (limit === null || this.#moments.length < LEAST_HEARD * LEVELS_PER_SECOND) return null;
    const powers = this.#moments.map((one) => one.power);
    const gate = mean(powers) * GATE;
    const measured = LUFS + decibels(mean(powers.filter((power) => power >= gate)));
    return measured < limit ? { kind: "soft", measured, limit } : null;
  }

  #noisy(): Advice | null {
    const limit = this.limits.snr_warn ?? null;
    if (limit === null) return null;
    const noise = this.noise;
    const voice = this.#moments.filter((one) => this.isVoice(one, noise)).map((one) => one.power);
    if (voice.length < LEAST_VOICE * LEVELS_PER_SECOND) return null;
    const measured = decibels((mean(voice) - noise) / noise);
    return measured < limit ? { kind: "noisy", measured, limit } : null;
  }

  #narrow(bandwidth: number | null): Advice | null {
    const limit = this.limits.bandwidth_warn ?? null;
    const measured = Math.min(this.sampleRate / 2, bandwidth ?? Infinity);
    return limit !== null && measured < limit ? { kind: "narrow", measured, limit } : null;
  }
}

function decibels(power: number): number {
  return 10 * Math.log10(Math.max(FLOOR, power));
}

function mean(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0) / Math.max(1, values.length);
}

function sum(moments: readonly Moment[], what: "frames" | "clipped"): number {
  return moments.reduce((all, one) => all + one[what], 0);
}
