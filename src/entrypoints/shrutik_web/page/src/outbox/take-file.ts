/** The file of a take, lossless, made block by block: an hour of sound is never in memory as a whole. */
import { FLAC_BLOCK, fitsFlac, flacFrame, flacHeader, type Format } from "../sound/flac.ts";
import { bitsOf, wholeNumbers } from "../sound/grid.ts";
import { ShapeTest, type Shape } from "../sound/shape.ts";
import { wavFrames, wavHeader, wavTail } from "../sound/wav.ts";
import { database } from "./database.ts";
import type { Take } from "./records.ts";
import { joined } from "./take-writer.ts";

/** Blocks that are read from the disk at once. */
const AT_ONCE = 16;
/** Pieces of the file that are handed to the browser at once, which may keep them on the disk. */
const PIECES = 256;

/** The file of a take: what was handed in, or made of the blocks that are there. */
export async function fileOf(take: Take): Promise<File> {
  return take.file === undefined ? fileOfBlocks(take) : new File([take.file], take.fileName ?? "recording", { type: take.file.type });
}

/** FLAC, or WAV if FLAC cannot hold it, of the blocks that are there. The same blocks always give the same bytes. */
async function fileOfBlocks(take: Take): Promise<File> {
  const shape = await shapeOf(take);
  const format: Format = { sampleRate: take.facts.sampleRate, channels: shape.channels, bits: bitsOf(shape.grid) };
  const flac = fitsFlac(format);
  const pieces: BlobPart[] = [flac ? flacHeader(format, shape.frames) : wavHeader(format, shape.frames)];
  let number = 0;
  for await (const channels of framesOf(take, shape)) {
    pieces.push(flac ? flacFrame(channels, number, format.bits) : wavFrames(channels, format.bits));
    if (++number % PIECES === 0) pieces.splice(0, pieces.length, new Blob(pieces));
  }
  if (!flac) pieces.push(wavTail(format, shape.frames));
  return flac ? new File(pieces, `${take.id}.flac`, { type: "audio/flac" }) : new File(pieces, `${take.id}.wav`, { type: "audio/wav" });
}

async function shapeOf(take: Take): Promise<Shape> {
  const test = new ShapeTest(take.facts.channels);
  for await (const samples of blocksOf(take.id)) test.look(samples);
  return test.shape;
}

/** Whole numbers of each channel, so many frames as a frame of FLAC has; fewer at the end. */
async function* framesOf({ id, facts }: Take, { grid, channels }: Shape): AsyncGenerator<Int32Array[]> {
  const step = FLAC_BLOCK * facts.channels;
  const whole = (samples: Float32Array): Int32Array[] =>
    Array.from({ length: channels }, (_, channel) => wholeNumbers(samples, grid, channel, facts.channels));
  let held: Float32Array = new Float32Array();
  for await (const samples of blocksOf(id)) {
    held = joined([held, samples]);
    let at = 0;
    for (; held.length - at >= step; at += step) yield whole(held.subarray(at, at + step));
    held = held.slice(at);
  }
  if (held.length > 0) yield whole(held);
}

async function* blocksOf(id: string): AsyncGenerator<Float32Array> {
  const store = await database();
  for (let number = 0; ; number += AT_ONCE) {
    const blocks = await store.getAll("blocks", IDBKeyRange.bound([id, number], [id, number + AT_ONCE - 1]));
    for (const block of blocks) yield block.samples;
    if (blocks.length < AT_ONCE) return;
  }
}
