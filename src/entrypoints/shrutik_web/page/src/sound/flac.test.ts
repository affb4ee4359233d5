import { spawnSync } from "node:child_process";
import * as fc from "fast-check";
import { expect, test } from "vitest";
import { decodeFlac } from "../testing/flac-decoder.ts";
import { FLAC_BLOCK, fitsFlac, flacFrame, flacHeader, type Format } from "./flac.ts";

function encoded(channels: Int32Array[], format: Format): Uint8Array<ArrayBuffer> {
  const frames = channels[0]?.length ?? 0;
  const parts = [flacHeader(format, frames)];
  for (let at = 0, number = 0; at < frames; at += FLAC_BLOCK, number++) {
    parts.push(flacFrame(channels.map((samples) => samples.subarray(at, at + FLAC_BLOCK)), number, format.bits));
  }
  return Uint8Array.from(parts.flatMap((part) => Array.from(part)));
}

/** Sound of every kind: silence, full-scale noise, a soft tone, steps to the ends of the scale, single outliers. */
function sound(bits: 16 | 24): fc.Arbitrary<{ channels: Int32Array[]; format: Format }> {
  const top = 2 ** (bits - 1);
  const kind = fc.constantFrom("silence", "noise", "tone", "square", "outlier");
  const make = (name: string, frames: number, seed: number): Int32Array =>
    Int32Array.from({ length: frames }, (_, at) => {
      const random = ((Math.imul(at + seed, 2_654_435_761) >>> 0) / 2 ** 32) * 2 - 1;
      if (name === "noise") return Math.floor(random * top);
      if (name === "tone") return Math.round(Math.sin(at / 9 + seed) * top * 0.3 + random * 4);
      if (name === "square") return at % 7 < 3 ? top - 1 : -top;
      return name === "outlier" && at % 997 === 400 ? -top : 0;
    });
  const frames = fc.oneof(fc.integer({ min: 1, max: 40 }), fc.integer({ min: FLAC_BLOCK - 2, max: 2 * FLAC_BLOCK + 2 }));
  return fc.record({ frames, kinds: fc.array(kind, { minLength: 1, maxLength: 3 }), seed: fc.nat(1e6), sampleRate: fc.constantFrom(8_000, 44_100, 96_000) }).map(
    ({ frames, kinds, seed, sampleRate }) => ({
      channels: kinds.map((name, channel) => make(name, frames, seed + 31 * channel)),
      format: { sampleRate, channels: kinds.length, bits },
    }),
  );
}

test.each([16, 24] as const)("all sound of %i bits comes back as it was", (bits) => {
  fc.assert(
    fc.property(sound(bits), ({ channels, format }) => {
      const decoded = decodeFlac(encoded(channels, format));
      expect(decoded.channels).toEqual(channels);
      expect(decoded).toMatchObject({ sampleRate: format.sampleRate, bits, frames: channels[0]?.length });
    }),
    { numRuns: 60 },
  );
});

test("frame numbers count beyond one byte, and beyond two", () => {
  const frame = [Int32Array.from([1, -2, 3])];
  for (const number of [0x7f, 0x80, 0x7ff, 0x800, 0xffff, 0x10000]) {
    const bytes = flacFrame(frame, number, 16);
    const letter = Buffer.from(String.fromCodePoint(number));
    // Surrogates have no letter of their own; none of these is one.
    expect(Buffer.from(bytes.subarray(4, 4 + letter.length))).toEqual(letter);
  }
});

test("a voice takes little more than half of its WAV", () => {
  const voice = Int32Array.from({ length: 48_000 }, (_, at) => {
    const word = Math.max(0, Math.sin(at / 4_000)) ** 2;
    return Math.round(word * (6_000 * Math.sin(at / 38) + 2_500 * Math.sin(at / 9.3)) + 12 * Math.sin(at * at));
  });
  expect(encoded([voice], { sampleRate: 48_000, channels: 1, bits: 16 }).length).toBeLessThan(0.55 * 2 * voice.length);
});

test("what FLAC cannot hold is left to WAV", () => {
  expect(fitsFlac({ sampleRate: 655_350, channels: 8, bits: 24 })).toBe(true);
  expect(fitsFlac({ sampleRate: 655_351, channels: 1, bits: 16 })).toBe(false);
  expect(fitsFlac({ sampleRate: 44_100.5, channels: 1, bits: 16 })).toBe(false);
  expect(fitsFlac({ sampleRate: 48_000, channels: 9, bits: 16 })).toBe(false);
});

const flac = spawnSync("flac", ["--version"]).status === 0;

test.runIf(flac)("the reference decoder finds no fault, and the same samples", () => {
  fc.assert(
    fc.property(fc.oneof(sound(16), sound(24)), ({ channels, format }) => {
      const input = encoded(channels, format);
      expect(spawnSync("flac", ["--test", "--silent", "-"], { input }).status).toBe(0);
      const raw = spawnSync("flac", ["--decode", "--silent", "--stdout", "--force-raw-format", "--endian=little", "--sign=signed", "-"], { input });
      const width = format.bits / 8;
      const found = channels.map((samples, channel) => samples.map((_, at) => raw.stdout.readIntLE((at * format.channels + channel) * width, width)));
      expect(found).toEqual(channels);
    }),
    { numRuns: 15 },
  );
});
