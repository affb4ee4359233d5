/** Levels of a running sound, twenty a second, and what may be wrong with it by the collection's limits. */
import { Judge, type Moment } from "./judge.ts";
import { LEVELS_PER_SECOND, type Advice, type Level, type Limits } from "./level.ts";
import { Spectrum } from "./spectrum.ts";

/** A sample this high is at the end of the scale. */
const FULL_SCALE = 0.999;
/** Twentieths from one judgement to the next: advice that changes more often cannot be read. */
const JUDGED_EVERY = 5;
/** Moments with a voice that tell how high it reaches. */
const SPECTRUM_MOMENTS = 40;

export class LevelMeter {
  readonly #judge: Judge;
  readonly #moment: Float32Array;
  #frames = 0;
  #last = Number.NaN;
  #same = 0;
  #spectrum: Spectrum;
  #bandwidth: number | null = null;
  #advice: Advice | null = null;
  #moments = 0;

  constructor(
    private readonly sampleRate: number,
    private readonly channels: number,
    limits: Limits,
  ) {
    this.#judge = new Judge(sampleRate, limits);
    this.#spectrum = new Spectrum(sampleRate);
    this.#moment = new Float32Array(Math.round(sampleRate / LEVELS_PER_SECOND));
  }

  /** Take interleaved samples in, of which the first channel is heard; `tell` is called for each level that became whole. */
  hear(samples: Float32Array, seconds: number, tell: (level: Level) => void): void {
    for (let at = 0; at < samples.length; at += this.channels) {
      const sample = samples[at] ?? 0;
      this.#same = sample === this.#last ? this.#same + 1 : 0;
      this.#last = sample;
      this.#moment[this.#frames++] = sample;
      if (this.#frames < this.#moment.length) continue;
      this.#frames = 0;
      tell({ peak: this.#heard(), seconds, advice: this.#advice });
    }
  }

  /** One moment is whole; gives its peak. */
  #heard(): number {
    const { peak, ...moment } = measured(this.#moment);
    this.#judge.note(moment);
    this.#moments++;
    if (this.#moments % JUDGED_EVERY === 0) this.#advice = this.#judge.advice(this.#same, this.#bandwidth);
    // Only a voice tells how high the microphone hears; the noise of a room has no edge of its own.
    if (this.#judge.isVoice(moment)) this.#reach();
    return peak;
  }

  #reach(): void {
    this.#spectrum.look(this.#moment);
    if (this.#spectrum.pieces < SPECTRUM_MOMENTS) return;
    this.#bandwidth = this.#spectrum.bandwidth;
    this.#spectrum = new Spectrum(this.sampleRate);
  }
}

/** Peak, power about the mean, and samples at the end of the scale. */
function measured(samples: Float32Array): Moment & { peak: number } {
  let peak = 0;
  let clipped = 0;
  let sum = 0;
  let squares = 0;
  for (const sample of samples) {
    const height = Math.abs(sample);
    if (height > peak) peak = height;
    if (height >= FULL_SCALE) clipped++;
    sum += sample;
    squares += sample * sample;
  }
  const mean = sum / samples.length;
  return { peak, clipped, frames: samples.length, power: Math.max(0, squares / samples.length - mean * mean) };
}
