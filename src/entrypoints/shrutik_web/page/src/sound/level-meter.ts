/** Levels of a running sound, twenty a second, and what may be wrong with it by the collection's limits. */
import { ADVICE, LEVELS_PER_SECOND, type Advice, type Level, type Limits } from "./level.ts";

/** Seconds of nothing but one value after which nothing is heard. */
const SILENT_AFTER = 1;
/** Seconds over which loudness is judged; shorter than that, a pause would be called soft. */
const JUDGED = 3;
const FULL_SCALE = 0.999;

export class LevelMeter {
  #peak = 0;
  #frames = 0;
  #last = Number.NaN;
  #same = 0;
  #heard: { frames: number; clipped: number; power: number }[] = [];

  constructor(
    private readonly sampleRate: number,
    private readonly channels: number,
    private readonly limits: Limits,
  ) {}

  /** Take interleaved samples in; `tell` is called for each level that became whole. */
  hear(samples: Float32Array, seconds: number, tell: (level: Level) => void): void {
    const step = Math.round(this.sampleRate / LEVELS_PER_SECOND);
    let clipped = 0;
    let power = 0;
    for (let at = 0; at < samples.length; at += this.channels) {
      const sample = samples[at] ?? 0;
      const height = Math.abs(sample);
      this.#peak = Math.max(this.#peak, height);
      clipped += height >= FULL_SCALE ? 1 : 0;
      power += sample * sample;
      this.#same = sample === this.#last ? this.#same + 1 : 0;
      this.#last = sample;
      if (++this.#frames < step) continue;
      this.#heard.push({ frames: step, clipped, power });
      if (this.#heard.length > JUDGED * LEVELS_PER_SECOND) this.#heard.shift();
      tell({ peak: this.#peak, seconds, advice: this.#advice() });
      this.#peak = this.#frames = clipped = power = 0;
    }
  }

  #advice(): Advice | null {
    const found = [this.#silent(), this.#loud(), this.#soft(), this.#narrow()].filter((one) => one !== null);
    return found.sort((one, other) => ADVICE.indexOf(one.kind) - ADVICE.indexOf(other.kind))[0] ?? null;
  }

  #silent(): Advice | null {
    const measured = this.#same / this.sampleRate;
    return measured >= SILENT_AFTER ? { kind: "silent", measured, limit: SILENT_AFTER } : null;
  }

  #loud(): Advice | null {
    const limit = this.limits.clipped_warn ?? null;
    const measured = this.#sum("clipped") / Math.max(1, this.#sum("frames"));
    return limit !== null && measured > limit ? { kind: "loud", measured, limit } : null;
  }

  #soft(): Advice | null {
    const limit = this.limits.loudness_warn ?? null;
    if (limit === null || this.#heard.length < JUDGED * LEVELS_PER_SECOND) return null;
    const measured = 10 * Math.log10(this.#sum("power") / Math.max(1, this.#sum("frames")) + 1e-12);
    return measured < limit ? { kind: "soft", measured, limit } : null;
  }

  #narrow(): Advice | null {
    const limit = this.limits.bandwidth_warn ?? null;
    const measured = this.sampleRate / 2;
    return limit !== null && measured < limit ? { kind: "narrow", measured, limit } : null;
  }

  #sum(what: "frames" | "clipped" | "power"): number {
    return this.#heard.reduce((sum, one) => sum + one[what], 0);
  }
}
