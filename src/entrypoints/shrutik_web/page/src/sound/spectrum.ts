/** How high the sound of a voice reaches: the mean spectrum of what was loud, and where it ends. */

const SIZE = 1_024;
/** dB under the strongest part of the voice; what lies deeper is what a resampler let through, or noise. */
const ENDS = -60;
/** Bins that are looked at together: about 130 Hz at 44,100 Hz. */
const SMOOTH = 3;

export class Spectrum {
  readonly #power = new Float64Array(SIZE / 2);
  readonly #real = new Float64Array(SIZE);
  readonly #imaginary = new Float64Array(SIZE);
  readonly #window = Float64Array.from({ length: SIZE }, (_, at) => 0.5 - 0.5 * Math.cos((2 * Math.PI * (at + 0.5)) / SIZE));
  /** Pieces that were looked at. */
  pieces = 0;

  constructor(private readonly sampleRate: number) {}

  /** Look at a piece of one channel; one that is too short is left out. */
  look(samples: Float32Array): void {
    if (samples.length < SIZE) return;
    for (let at = 0; at < SIZE; at++) this.#real[at] = (samples[at] ?? 0) * (this.#window[at] ?? 0);
    this.#imaginary.fill(0);
    transform(this.#real, this.#imaginary);
    for (let bin = 0; bin < SIZE / 2; bin++) {
      this.#power[bin] = (this.#power[bin] ?? 0) + (this.#real[bin] ?? 0) ** 2 + (this.#imaginary[bin] ?? 0) ** 2;
    }
    this.pieces++;
  }

  /** The highest frequency that is heard, Hz; at most half the rate. */
  get bandwidth(): number {
    const smooth = this.#power.map((_, bin) => mean(this.#power, bin));
    // The lowest bins hold what the microphone adds, not the voice.
    const least = Math.max(...smooth.subarray(4)) * 10 ** (ENDS / 10);
    let bin = smooth.length - 1;
    while (bin > 0 && (smooth[bin] ?? 0) <= least) bin--;
    return ((bin + 1) * this.sampleRate) / SIZE;
  }
}

function mean(power: Float64Array, bin: number): number {
  let sum = 0;
  for (let near = bin - (SMOOTH >> 1); near <= bin + (SMOOTH >> 1); near++) sum += power[near] ?? 0;
  return sum / SMOOTH;
}

/** The Fourier transform in place; the length is a power of two. */
export function transform(real: Float64Array, imaginary: Float64Array): void {
  const size = real.length;
  for (let at = 1, other = 0; at < size; at++) {
    let bit = size >> 1;
    for (; other & bit; bit >>= 1) other ^= bit;
    other ^= bit;
    if (at < other) {
      [real[at], real[other]] = [real[other] ?? 0, real[at] ?? 0];
      [imaginary[at], imaginary[other]] = [imaginary[other] ?? 0, imaginary[at] ?? 0];
    }
  }
  for (let length = 2; length <= size; length *= 2) {
    for (let step = 0; step < length / 2; step++) {
      const cosine = Math.cos((-2 * Math.PI * step) / length);
      const sine = Math.sin((-2 * Math.PI * step) / length);
      for (let low = step; low < size; low += length) butterfly(real, imaginary, low, low + length / 2, cosine, sine);
    }
  }
}

function butterfly(real: Float64Array, imaginary: Float64Array, low: number, high: number, cosine: number, sine: number): void {
  const re = (real[high] ?? 0) * cosine - (imaginary[high] ?? 0) * sine;
  const im = (real[high] ?? 0) * sine + (imaginary[high] ?? 0) * cosine;
  real[high] = (real[low] ?? 0) - re;
  imaginary[high] = (imaginary[low] ?? 0) - im;
  real[low] = (real[low] ?? 0) + re;
  imaginary[low] = (imaginary[low] ?? 0) + im;
}
