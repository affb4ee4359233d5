/** From a browser's floats back to the whole numbers that the microphone gave. */

/**
 * The steps on which a take's samples lie. `even`: n / 32768. `chromium`: n / 32768 below zero and n / 32767 above, as
 * Chromium scales 16-bit input. `fine`: on neither, so 24 bits are kept.
 */
export type Grid = "even" | "chromium" | "fine";

/** How far from a step of Chromium's a sample may lie: what single precision rounds, and less than a 24-bit step. */
const NEAR = 0.0022;
const LOWEST = -32_768;
const HIGHEST = 32_767;
const FINE = 8_388_608;

/** Finds the grid of a take, piece by piece. */
export class GridTest {
  private even = true;
  private chromium = true;

  look(samples: Float32Array): void {
    if (!this.even && !this.chromium) return;
    for (const sample of samples) {
      // A power of two scales without rounding, so this grid is hit exactly or not at all.
      if (this.even && !onStep(sample * 32_768, 0)) this.even = false;
      if (this.chromium && !onStep(sample * (sample < 0 ? 32_768 : 32_767), NEAR)) this.chromium = false;
      if (!this.even && !this.chromium) return;
    }
  }

  /** The exact test comes first: soft samples, and the loudest, lie near both grids. */
  get grid(): Grid {
    if (this.even) return "even";
    return this.chromium ? "chromium" : "fine";
  }
}

/** Bits of a sample that hold all that is there. */
export function bitsOf(grid: Grid): 16 | 24 {
  return grid === "fine" ? 24 : 16;
}

/** One channel of interleaved samples as whole numbers of `bitsOf(grid)` bits; exact on the grid. */
export function wholeNumbers(samples: Float32Array, grid: Grid, channel = 0, channels = 1): Int32Array {
  const frames = samples.length / channels;
  const whole = new Int32Array(frames);
  for (let frame = 0, at = channel; frame < frames; frame++, at += channels) whole[frame] = wholeNumber(samples[at] ?? 0, grid);
  return whole;
}

function wholeNumber(sample: number, grid: Grid): number {
  if (grid === "fine") return within(Math.round(sample * FINE), -FINE, FINE - 1);
  return within(Math.round(sample * (grid === "chromium" && sample >= 0 ? 32_767 : 32_768)), LOWEST, HIGHEST);
}

function onStep(scaled: number, near: number): boolean {
  const step = Math.round(scaled);
  return Math.abs(scaled - step) <= near && step >= LOWEST && step <= HIGHEST;
}

function within(value: number, low: number, high: number): number {
  // Not a number compares with nothing: it becomes silence.
  return value >= low ? (value <= high ? value : high) : value < low ? low : 0;
}
