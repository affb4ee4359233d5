import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { Format } from "./flac.ts";
import { wavFrames, wavHeader, wavTail } from "./wav.ts";

test.each([16, 24] as const)("samples of %i bits are read back from the file as they were", (bits) => {
  const top = 2 ** (bits - 1);
  const sample = fc.integer({ min: -top, max: top - 1 });
  const sound = fc.integer({ min: 1, max: 3 }).chain((channels) => fc.array(fc.array(sample, { minLength: channels, maxLength: channels })).map((frames) => ({ channels, frames })));
  fc.assert(
    fc.property(sound, ({ channels, frames }) => {
      const format: Format = { sampleRate: 44_100, channels, bits };
      const whole = Array.from({ length: channels }, (_, channel) => Int32Array.from(frames, (frame) => frame[channel] ?? 0));
      const file = Buffer.concat([wavHeader(format, frames.length), wavFrames(whole, bits), wavTail(format, frames.length)]);
      const width = bits / 8;
      expect(file.length % 2).toBe(0);
      expect(file.readUInt32LE(4)).toBe(file.length - 8);
      expect(file.readUInt32LE(40)).toBe(frames.length * channels * width);
      expect([file.readUInt16LE(22), file.readUInt32LE(24), file.readUInt16LE(34)]).toEqual([channels, 44_100, bits]);
      const read = frames.map((frame, at) => frame.map((_, channel) => file.readIntLE(44 + (at * channels + channel) * width, width)));
      expect(read).toEqual(frames);
    }),
  );
});
