/** What a take is made of, found in a first pass over its blocks: how fine its steps are, and whether its channels differ. */
import { GridTest, type Grid } from "./grid.ts";

export type Shape = { frames: number; grid: Grid; /** Channels that differ: 1 if all are the same. */ channels: number };

export class ShapeTest {
  private readonly grid = new GridTest();
  private frames = 0;
  private same = true;

  constructor(private readonly channels: number) {}

  /** Look at a block of interleaved samples. */
  look(samples: Float32Array): void {
    this.grid.look(samples);
    this.frames += samples.length / this.channels;
    if (this.same) this.same = sameChannels(samples, this.channels);
  }

  get shape(): Shape {
    return { frames: this.frames, grid: this.grid.grid, channels: this.same ? 1 : this.channels };
  }
}

/** Whether each frame has one and the same sample in all channels, as microphones with one capsule give. */
function sameChannels(samples: Float32Array, channels: number): boolean {
  for (let at = 0; at < samples.length; at += channels) {
    for (let channel = 1; channel < channels; channel++) if (samples[at] !== samples[at + channel]) return false;
  }
  return true;
}
