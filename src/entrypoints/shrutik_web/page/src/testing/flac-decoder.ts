/** A decoder of what our encoder writes, made from the format's description (RFC 9639) alone, for tests. */
import { crc16, crc8 } from "../sound/bits.ts";

export type Decoded = { sampleRate: number; bits: number; frames: number; channels: Int32Array[] };

class BitReader {
  at = 0;
  constructor(readonly bytes: Uint8Array) {}

  bit(): number {
    const byte = this.bytes[this.at >> 3];
    if (byte === undefined) throw new Error("The file ends too early.");
    return (byte >> (7 - (this.at++ & 7))) & 1;
  }
  unsigned(bits: number): number {
    let value = 0;
    for (let bit = 0; bit < bits; bit++) value = value * 2 + this.bit();
    return value;
  }
  signed(bits: number): number {
    const value = this.unsigned(bits);
    return value >= 2 ** (bits - 1) ? value - 2 ** bits : value;
  }
  unary(): number {
    let zeros = 0;
    while (this.bit() === 0) zeros++;
    return zeros;
  }
}

/** All samples of a FLAC file; checks both checksums of each frame. */
export function decodeFlac(bytes: Uint8Array): Decoded {
  const reader = new BitReader(bytes);
  expectNumber(reader.unsigned(32), 0x664c6143, "mark");
  expectNumber(reader.unsigned(32), 0x80000022, "STREAMINFO, the last block");
  reader.at += 10 * 8;
  const sampleRate = reader.unsigned(20);
  const count = reader.unsigned(3) + 1;
  const bits = reader.unsigned(5) + 1;
  const frames = reader.unsigned(36);
  reader.at = 42 * 8;
  const parts: Int32Array[][] = Array.from({ length: count }, () => []);
  for (let number = 0; reader.at < bytes.length * 8; number++) {
    frame(reader, bits, number).forEach((samples, channel) => parts[channel]?.push(samples));
  }
  return { sampleRate, bits, frames, channels: parts.map(joined) };
}

function frame(reader: BitReader, bits: number, wanted: number): Int32Array[] {
  const start = reader.at / 8;
  expectNumber(reader.unsigned(16), 0xfff8, "frame mark");
  const sizeCode = reader.unsigned(4);
  expectNumber(reader.unsigned(4), 0, "rate of STREAMINFO");
  const assignment = reader.unsigned(4);
  reader.at += 4;
  expectNumber(utf8(reader), wanted, "frame number");
  const size = sizeCode === 7 ? reader.unsigned(16) + 1 : 256 << (sizeCode - 8);
  const header = crc8(reader.bytes.subarray(start, reader.at / 8));
  expectNumber(reader.unsigned(8), header, "checksum of the header");
  const joint = assignment === 10;
  const channels = Array.from({ length: joint ? 2 : assignment + 1 }, (_, channel) => subframe(reader, size, bits + (joint && channel === 1 ? 1 : 0)));
  reader.at = Math.ceil(reader.at / 8) * 8;
  const sum = crc16(reader.bytes.subarray(start, reader.at / 8));
  expectNumber(reader.unsigned(16), sum, "checksum of the frame");
  return joint ? apart(channels) : channels;
}

function apart([middle, side]: Int32Array[]): Int32Array[] {
  if (!middle || !side) throw new Error("Middle and side are two channels.");
  const sums = middle.map((value, at) => 2 * value + ((side[at] ?? 0) & 1));
  return [sums.map((sum, at) => (sum + (side[at] ?? 0)) >> 1), sums.map((sum, at) => (sum - (side[at] ?? 0)) >> 1)];
}

function subframe(reader: BitReader, size: number, bits: number): Int32Array {
  expectNumber(reader.bit(), 0, "padding");
  const kind = reader.unsigned(6);
  expectNumber(reader.bit(), 0, "no wasted bits");
  const samples = new Int32Array(size);
  if (kind === 0) return samples.fill(reader.signed(bits));
  const order = kind === 1 ? size : kind & 7;
  for (let at = 0; at < order; at++) samples[at] = reader.signed(bits);
  if (kind > 1) residual(reader, samples, order);
  return samples;
}

const PREDICTORS = [[], [1], [2, -1], [3, -3, 1], [4, -6, 4, -1]];

function residual(reader: BitReader, samples: Int32Array, order: number): void {
  const width = reader.unsigned(2) === 0 ? 4 : 5;
  const parts = 1 << reader.unsigned(4);
  const predictor = PREDICTORS[order] ?? [];
  for (let part = 0; part < parts; part++) {
    const parameter = reader.unsigned(width);
    for (let at = part === 0 ? order : (part * samples.length) / parts; at < ((part + 1) * samples.length) / parts; at++) {
      const folded = reader.unary() * 2 ** parameter + reader.unsigned(parameter);
      const left = folded % 2 === 0 ? folded / 2 : -(folded + 1) / 2;
      samples[at] = predictor.reduce((sum, weight, back) => sum + weight * (samples[at - 1 - back] ?? 0), left);
    }
  }
}

function utf8(reader: BitReader): number {
  const first = reader.unsigned(8);
  const length = Math.clz32(~(first << 24));
  let value = length === 0 ? first : first & (0x7f >> length);
  for (let byte = 1; byte < length; byte++) value = value * 64 + (reader.unsigned(8) & 0x3f);
  return value;
}

function joined(parts: Int32Array[]): Int32Array {
  const whole = new Int32Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

function expectNumber(found: number, wanted: number, what: string): void {
  if (found !== wanted) throw new Error(`${what}: ${found} instead of ${wanted}`);
}
