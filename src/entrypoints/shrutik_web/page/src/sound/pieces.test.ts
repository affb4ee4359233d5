import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { Mp4Reader } from "./mp4.ts";
import { NotUnderstood } from "./pcm.ts";
import type { Heard, PieceReader } from "./pieces.ts";
import { WebmReader } from "./webm.ts";

const UNKNOWN = 0x01ff_ffff_ffff_ffffn;

/** An element of WebM; a size of null says that it is not known. */
function element(name: number, content: Buffer, sized = true): Buffer {
  const names = Buffer.from(name.toString(16), "hex");
  const size = Buffer.alloc(8);
  size.writeBigUInt64BE(sized ? (1n << 56n) | BigInt(content.length) : UNKNOWN);
  return Buffer.concat([names, size, content]);
}

function webm(rate: number, channels: number, blocks: readonly Buffer[], codec = "A_PCM/FLOAT/IEEE", bits = 32): Buffer {
  const hz = Buffer.alloc(8);
  hz.writeDoubleBE(rate);
  const audio = element(0xe1, Buffer.concat([element(0xb5, hz), element(0x9f, Buffer.of(channels)), element(0x6264, Buffer.of(bits))]));
  const track = element(0xae, Buffer.concat([element(0xd7, Buffer.of(1)), element(0x86, Buffer.from(codec)), audio]));
  const clusters = blocks.map((block, at) => element(0x1f43_b675, Buffer.concat([element(0xe7, Buffer.of(at)), element(0xa3, Buffer.concat([Buffer.of(0x81, 0, 10, 0x80), block]))]), false));
  return Buffer.concat([element(0x1a45_dfa3, element(0x4282, Buffer.from("webm"))), element(0x1853_8067, Buffer.concat([element(0x1654_ae6b, track), ...clusters]), false)]);
}

function box(name: string, ...content: readonly Buffer[]): Buffer {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(8 + content.reduce((sum, one) => sum + one.length, 0));
  return Buffer.concat([size, Buffer.from(name, "latin1"), ...content]);
}

function mp4(rate: number, channels: number, bits: number, kind: string, little: boolean, fragments: readonly Buffer[]): Buffer {
  const entry = Buffer.alloc(28);
  entry.writeUInt16BE(channels, 16);
  entry.writeUInt16BE(kind === "sowt" ? bits : 16, 18);
  entry.writeUInt32BE(rate * 65_536, 24);
  const configuration = box("pcmC", Buffer.of(0, 0, 0, 0, little ? 1 : 0, bits));
  const description = box("stsd", Buffer.of(0, 0, 0, 0, 0, 0, 0, 1), box(kind, entry, ...(kind === "sowt" ? [] : [box("chan", Buffer.alloc(12)), configuration])));
  const tables = box("moov", box("mvhd", Buffer.alloc(100)), box("trak", box("mdia", box("minf", box("stbl", description, box("stts", Buffer.alloc(8)))))));
  return Buffer.concat([box("ftyp", Buffer.from("iso5")), tables, ...fragments.flatMap((one) => [box("moof", Buffer.alloc(60)), box("mdat", one)])]);
}

/** All samples, from a file that is cut at these places. */
function heard(reader: PieceReader, file: Buffer, cuts: readonly number[]): Heard[] {
  const places = [0, ...cuts.map((cut) => Math.min(cut, file.length)).sort((one, other) => one - other), file.length];
  return places.slice(1).flatMap((end, at) => reader.take(file.subarray(places[at], end)));
}

const joined = (found: readonly Heard[]): number[] => found.flatMap((one) => [...one.samples]);
const cuts = fc.array(fc.nat(2_000), { maxLength: 20 });
const floats = fc.array(fc.float({ min: -1, max: 1, noNaN: true }), { maxLength: 40 });
const whole = (bits: number) => fc.array(fc.integer({ min: -(2 ** (bits - 1)), max: 2 ** (bits - 1) - 1 }), { maxLength: 40 });
const pairs = <T>(list: readonly T[]): T[] => list.slice(0, list.length - (list.length % 2));

function floatBytes(samples: readonly number[], little: boolean): Buffer {
  const bytes = Buffer.alloc(4 * samples.length);
  samples.forEach((sample, at) => (little ? bytes.writeFloatLE(sample, 4 * at) : bytes.writeFloatBE(sample, 4 * at)));
  return bytes;
}

function wholeBytes(samples: readonly number[], bits: number, little: boolean): Buffer {
  const width = bits / 8;
  const bytes = Buffer.alloc(width * samples.length);
  samples.forEach((sample, at) => (little ? bytes.writeIntLE(sample, width * at, width) : bytes.writeIntBE(sample, width * at, width)));
  return bytes;
}

describe("WebM", () => {
  test("floats are read as they were written, wherever the file is cut", () => {
    fc.assert(fc.property(fc.array(floats.map(pairs), { minLength: 1, maxLength: 5 }), cuts, (blocks, places) => {
      const reader = new WebmReader();
      const found = heard(reader, webm(44_100, 2, blocks.map((block) => floatBytes(block, true))), places);
      expect(joined(found)).toEqual(blocks.flat());
      expect(reader.format).toMatchObject({ sampleRate: 44_100, channels: 2 });
    }));
  });

  test.each([16, 24, 32])("whole numbers of %i bits too", (bits) => {
    fc.assert(fc.property(whole(bits), fc.boolean(), cuts, (samples, little, places) => {
      const file = webm(48_000, 1, [wholeBytes(samples, bits, little)], little ? "A_PCM/INT/LIT" : "A_PCM/INT/BIG", bits);
      expect(joined(heard(new WebmReader(), file, places))).toEqual(samples.map((sample) => Math.fround(sample / 2 ** (bits - 1))));
    }));
  });

  test("each block is stamped with the time at its end", () => {
    const second = floatBytes(new Array<number>(8_000).fill(0), true);
    expect(heard(new WebmReader(), webm(8_000, 1, [second, second]), []).map((one) => one.at)).toEqual([1.01, 1.011]);
  });

  test("what is compressed is not understood", () => {
    expect(() => new WebmReader().take(webm(48_000, 1, [], "A_OPUS"))).toThrow(NotUnderstood);
  });
});

describe("MP4 in fragments", () => {
  test.each(["ipcm", "sowt"])("whole numbers are read as they were written, as %s", (kind) => {
    fc.assert(fc.property(fc.array(whole(16).map(pairs), { minLength: 1, maxLength: 5 }), kind === "sowt" ? fc.constant(true) : fc.boolean(), cuts, (fragments, little, places) => {
      const reader = new Mp4Reader();
      const file = mp4(48_000, 2, 16, kind, little, fragments.map((one) => wholeBytes(one, 16, little)));
      expect(joined(heard(reader, file, places))).toEqual(fragments.flat().map((sample) => sample / 32_768));
      expect(reader.format).toEqual({ sampleRate: 48_000, channels: 2, bits: 16, float: false, little });
    }));
  });

  test("floats are, also if a fragment ends within a frame", () => {
    fc.assert(fc.property(floats.map(pairs), fc.boolean(), fc.nat(200), cuts, (samples, little, cut, places) => {
      const bytes = floatBytes(samples, little);
      const file = mp4(44_100, 2, 32, "fpcm", little, [bytes.subarray(0, cut), bytes.subarray(cut)]);
      expect(joined(heard(new Mp4Reader(), file, places))).toEqual(samples);
    }));
  });

  test("what is compressed is not understood, nor a file that tells of its sound at its end", () => {
    expect(() => new Mp4Reader().take(mp4(48_000, 1, 16, "alac", true, []))).toThrow(NotUnderstood);
    expect(() => new Mp4Reader().take(box("mdat", Buffer.alloc(8)))).toThrow(NotUnderstood);
  });
});
