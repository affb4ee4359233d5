/** A take on its way to the disk: block after block as they come, so that a killed page loses less than a second. */
import type { CaptureFacts } from "../sound/facts.ts";
import type { Ended } from "../sound/recorder.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import type { Take } from "./records.ts";

/** Whose take it is, and of what. */
export type About = Pick<Take, "owner" | "collection" | "collectionName" | "language" | "prompt" | "speaker">;

/** Frames of a block. */
export const BLOCK_FRAMES = 8_192;

export class TakeWriter {
  #held: Float32Array[] = [];
  #heldFrames = 0;
  #number = 0;
  #writing: Promise<void> = Promise.resolve();

  private constructor(
    readonly take: Take,
    private readonly failed: () => void,
  ) {}

  /** Begin: the header and the first samples are on the disk in one transaction. */
  static async begin(about: About, facts: CaptureFacts, first: Float32Array, failed: () => void): Promise<TakeWriter> {
    const frames = first.length / facts.channels;
    const take: Take = { ...about, id: crypto.randomUUID(), state: "recording", held: true, startedAt: Date.now(), facts, frames };
    const writer = new TakeWriter(take, failed);
    const store = await database();
    const kept = store.transaction(["takes", "blocks"], "readwrite", { durability: "relaxed" });
    await Promise.all([kept.objectStore("takes").put(take), kept.objectStore("blocks").put({ take: take.id, number: writer.#number++, samples: first }), kept.done]);
    announce();
    return writer;
  }

  /** Take interleaved samples in. */
  hear(samples: Float32Array): void {
    this.#held.push(samples);
    this.#heldFrames += samples.length / this.take.facts.channels;
    if (this.#heldFrames >= BLOCK_FRAMES) this.#write();
  }

  /** Seconds that were taken in. */
  get seconds(): number {
    return (this.take.frames + this.#heldFrames) / this.take.facts.sampleRate;
  }

  /** End it; resolves once all of it is on the disk. */
  async end(how: Ended): Promise<Take> {
    this.#write();
    await this.#writing;
    this.take.state = "done";
    this.take.endedAt = Date.now();
    this.take.facts = { ...this.take.facts, ended: how };
    const store = await database();
    await store.put("takes", this.take);
    announce();
    return this.take;
  }

  #write(): void {
    if (this.#heldFrames === 0) return;
    const samples = joined(this.#held);
    this.take.frames += this.#heldFrames;
    this.#held = [];
    this.#heldFrames = 0;
    const number = this.#number++;
    const take = { ...this.take };
    this.#writing = this.#writing.then(() => stored(take, number, samples)).catch(() => {
      this.failed();
    });
  }
}

async function stored(take: Take, number: number, samples: Float32Array): Promise<void> {
  const store = await database();
  const kept = store.transaction(["takes", "blocks"], "readwrite", { durability: "relaxed" });
  await Promise.all([kept.objectStore("blocks").put({ take: take.id, number, samples }), kept.objectStore("takes").put(take), kept.done]);
}

/** Pieces one behind the other. */
export function joined(pieces: readonly Float32Array[]): Float32Array {
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
