/** The outline of a sound for a drawing: its lowest and highest sample in each of so many parts of a second. */

export type Peaks = { perSecond: number; low: Int8Array; high: Int8Array };

/** Steps of the outline from silence to full scale. */
const FULL = 127;

/** Peaks of one channel, -1..1, as whole numbers of 127ths; the last part may be short. */
export function peaksOf(samples: Float32Array, sampleRate: number, perSecond = 50): Peaks {
  const parts = Math.ceil((samples.length * perSecond) / sampleRate);
  const low = new Int8Array(parts);
  const high = new Int8Array(parts);
  for (let part = 0; part < parts; part++) {
    const end = Math.min(samples.length, Math.floor(((part + 1) * sampleRate) / perSecond));
    let least = 0;
    let most = 0;
    for (let at = Math.floor((part * sampleRate) / perSecond); at < end; at++) {
      const sample = samples[at] ?? 0;
      if (sample < least) least = sample;
      if (sample > most) most = sample;
    }
    // Away from zero: what is not silent is never drawn as silence.
    low[part] = Math.max(-FULL, Math.floor(least * FULL));
    high[part] = Math.min(FULL, Math.ceil(most * FULL));
  }
  return { perSecond, low, high };
}
