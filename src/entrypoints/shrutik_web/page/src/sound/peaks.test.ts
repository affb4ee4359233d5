import * as fc from "fast-check";
import { expect, test } from "vitest";
import { peaksOf } from "./peaks.ts";
import { ShapeTest } from "./shape.ts";

const samples = fc.float32Array({ min: -1, max: 1, noNaN: true, maxLength: 3_000 });

test("every sample lies within the outline of its part", () => {
  fc.assert(
    fc.property(samples, fc.constantFrom(8_000, 44_100), (sound, rate) => {
      const { low, high, perSecond } = peaksOf(sound, rate);
      expect(low.length).toBe(Math.ceil((sound.length * 50) / rate));
      sound.forEach((sample, at) => {
        // The last sample before a border may round into either part.
        const part = Math.floor((at * perSecond) / rate);
        const reach = (outline: Int8Array): number[] => [outline[part - 1], outline[part], outline[part + 1]].filter((one) => one !== undefined);
        expect(sample * 127).toBeLessThanOrEqual(Math.max(...reach(high)));
        expect(sample * 127).toBeGreaterThanOrEqual(Math.min(...reach(low)));
      });
    }),
  );
});

test("silence is flat, and the softest sound is not", () => {
  expect(Array.from(peaksOf(new Float32Array(100), 1_000).high)).toEqual([0, 0, 0, 0, 0]);
  expect(Array.from(peaksOf(Float32Array.from([0, 1e-6, -1e-6]), 150).high)).toEqual([1]);
  expect(Array.from(peaksOf(Float32Array.from([0, 1e-6, -1e-6]), 150).low)).toEqual([-1]);
});

test("channels count as one only if they are the same in every block", () => {
  fc.assert(
    fc.property(fc.array(samples, { minLength: 1, maxLength: 4 }), fc.boolean(), (blocks, differ) => {
      const found = new ShapeTest(2);
      for (const block of blocks) found.look(Float32Array.from([...block].flatMap((sample) => [sample, sample])));
      if (differ) found.look(Float32Array.from([0.5, 0.25]));
      const frames = blocks.reduce((sum, block) => sum + block.length, 0);
      expect(found.shape).toMatchObject({ channels: differ ? 2 : 1, frames: frames + (differ ? 1 : 0) });
    }),
  );
});
