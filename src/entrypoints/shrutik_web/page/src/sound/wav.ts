/** WAV of 16 or 24 bits: what every program opens. */
import type { Format } from "./flac.ts";

const HEADER = 44;

/** What a WAV file of so many frames begins with. */
export function wavHeader({ sampleRate, channels, bits }: Format, frames: number): Uint8Array<ArrayBuffer> {
  const frame = (channels * bits) / 8;
  const bytes = new Uint8Array(HEADER);
  const view = new DataView(bytes.buffer);
  const letters = (at: number, text: string): void => {
    for (let letter = 0; letter < text.length; letter++) bytes[at + letter] = text.charCodeAt(letter);
  };
  letters(0, "RIFF");
  view.setUint32(4, HEADER - 8 + frames * frame + ((frames * frame) % 2), true);
  letters(8, "WAVEfmt ");
  view.setUint32(16, 16, true);
  view.setUint16(20, 1, true);
  view.setUint16(22, channels, true);
  view.setUint32(24, sampleRate, true);
  view.setUint32(28, sampleRate * frame, true);
  view.setUint16(32, frame, true);
  view.setUint16(34, bits, true);
  letters(36, "data");
  view.setUint32(40, frames * frame, true);
  return bytes;
}

/** Samples as they follow the header. A file of an odd number of bytes ends with one more zero, `wavTail`. */
export function wavFrames(channels: readonly Int32Array[], bits: 16 | 24): Uint8Array<ArrayBuffer> {
  const width = bits / 8;
  const frames = channels[0]?.length ?? 0;
  const bytes = new Uint8Array(frames * channels.length * width);
  let at = 0;
  for (let frame = 0; frame < frames; frame++) {
    for (const samples of channels) {
      const sample = samples[frame] ?? 0;
      for (let byte = 0; byte < width; byte++) bytes[at++] = sample >> (8 * byte);
    }
  }
  return bytes;
}

export function wavTail({ channels, bits }: Format, frames: number): Uint8Array<ArrayBuffer> {
  return new Uint8Array((frames * channels * (bits / 8)) % 2);
}
