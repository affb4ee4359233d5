/** FLAC with fixed predictors: lossless, half the bytes of WAV, made as the samples come. */
import { BitWriter, crc16, crc8 } from "./bits.ts";
import { shortest, writeRice, type Rice } from "./rice.ts";

export const FLAC_BLOCK = 4_096;
const HIGHEST_ORDER = 4;
const HIGHEST_RATE = 655_350;
const MOST_CHANNELS = 8;
const MID_SIDE = 10;

export type Format = { sampleRate: number; channels: number; bits: 16 | 24 };

/** Whether FLAC can hold it; WAV holds the rest. */
export function fitsFlac({ sampleRate, channels }: Format): boolean {
  return Number.isInteger(sampleRate) && sampleRate <= HIGHEST_RATE && channels <= MOST_CHANNELS;
}

/** What a FLAC file begins with. `frames` is the whole sound; the checksum of the sound is left out, as the format allows. */
export function flacHeader({ sampleRate, channels, bits }: Format, frames: number): Uint8Array<ArrayBuffer> {
  const out = new BitWriter(64);
  for (const letter of "fLaC") out.write(letter.charCodeAt(0), 8);
  out.write(0x80, 8);
  out.write(34, 24);
  out.write(FLAC_BLOCK, 16);
  out.write(FLAC_BLOCK, 16);
  out.write(0, 24);
  out.write(0, 24);
  out.write(sampleRate, 20);
  out.write(channels - 1, 3);
  out.write(bits - 1, 5);
  out.write(Math.floor(frames / 2 ** 32), 4);
  out.write(frames % 2 ** 32, 32);
  for (let byte = 0; byte < 16; byte++) out.write(0, 8);
  return out.written;
}

/** One frame: `FLAC_BLOCK` samples of each channel, fewer only in the last frame; `number` counts from 0. */
export function flacFrame(channels: readonly Int32Array[], number: number, bits: 16 | 24): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const { assignment, subframes } = arranged(channels, bits);
  const out = new BitWriter(frames * channels.length * 2 + 64);
  out.write(0xfff8, 16);
  out.write(frames === FLAC_BLOCK ? 12 : 7, 4);
  out.write(0, 4);
  out.write(assignment, 4);
  out.write(bits === 16 ? 4 : 6, 3);
  out.write(0, 1);
  writeNumber(out, number);
  if (frames !== FLAC_BLOCK) out.write(frames - 1, 16);
  out.write(crc8(out.written), 8);
  for (const subframe of subframes) writeSubframe(out, subframe);
  out.align();
  out.write(crc16(out.written), 16);
  return out.written;
}

type Subframe = { samples: Int32Array; bits: number; order: number; folded: Uint32Array; rice: Rice | null; cost: number };

/** Two channels as they are, or their mean and difference, whichever is shorter. */
function arranged(channels: readonly Int32Array[], bits: number): { assignment: number; subframes: Subframe[] } {
  const plain = channels.map((samples) => predicted(samples, bits));
  const [left, right] = channels;
  if (channels.length === 2 && left && right) {
    const middle = left.map((sample, at) => (sample + (right[at] ?? 0)) >> 1);
    const side = left.map((sample, at) => sample - (right[at] ?? 0));
    const joint = [predicted(middle, bits), predicted(side, bits + 1)];
    if (costOf(joint) < costOf(plain)) return { assignment: MID_SIDE, subframes: joint };
  }
  return { assignment: channels.length - 1, subframes: plain };
}

function costOf(subframes: readonly Subframe[]): number {
  return subframes.reduce((sum, subframe) => sum + subframe.cost, 0);
}

/** The order of prediction that leaves least, and the codes for what it leaves. */
function predicted(samples: Int32Array, bits: number): Subframe {
  if (samples.every((sample) => sample === samples[0])) {
    return { samples, bits, order: 0, folded: new Uint32Array(), rice: null, cost: bits };
  }
  let residual = samples;
  let best = { order: 0, residual, sum: Infinity };
  for (let order = 0; order <= Math.min(HIGHEST_ORDER, samples.length - 1); order++) {
    if (order > 0) residual = differences(residual, order);
    const sum = magnitude(residual, HIGHEST_ORDER);
    if (sum < best.sum) best = { order, residual, sum };
  }
  const folded = Uint32Array.from(best.residual, (left) => ((left << 1) ^ (left >> 31)) >>> 0);
  const rice = shortest(folded, best.order);
  const cost = rice.bits + best.order * bits;
  const verbatim = samples.length * bits;
  return { samples, bits, order: best.order, folded, rice: cost < verbatim ? rice : null, cost: Math.min(cost, verbatim) };
}

function differences(values: Int32Array, from: number): Int32Array {
  const left = new Int32Array(values.length);
  for (let at = from; at < values.length; at++) left[at] = (values[at] ?? 0) - (values[at - 1] ?? 0);
  return left;
}

function magnitude(values: Int32Array, from: number): number {
  let sum = 0;
  for (let at = from; at < values.length; at++) sum += Math.abs(values[at] ?? 0);
  return sum;
}

function writeSubframe(out: BitWriter, { samples, bits, order, folded, rice }: Subframe): void {
  const constant = rice === null && folded.length === 0;
  out.write((rice !== null ? 8 | order : constant ? 0 : 1) << 1, 8);
  const plain = rice !== null ? order : constant ? 1 : samples.length;
  for (let at = 0; at < plain; at++) out.write(samples[at] ?? 0, bits);
  if (rice !== null) writeRice(out, folded, order, rice);
}

/** A number as UTF-8 writes a letter's, up to 31 bits. */
function writeNumber(out: BitWriter, number: number): void {
  if (number < 0x80) {
    out.write(number, 8);
    return;
  }
  let more = 1;
  while (number >= 2 ** (5 * more + 6)) more++;
  out.write(((0xff00 >> (more + 1)) & 0xff) | (number >>> (6 * more)), 8);
  for (let byte = more - 1; byte >= 0; byte--) out.write(0x80 | ((number >>> (6 * byte)) & 0x3f), 8);
}
