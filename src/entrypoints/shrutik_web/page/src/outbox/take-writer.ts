/** A take on its way to the disk: block after block as they come, so that a killed page loses less than a second. */
import type { CaptureFacts } from "../sound/facts.ts";
import type { Ended } from "../sound/recorder.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import type { Take } from "./records.ts";
import { inAnyCase } from "./reserve.ts";
import { holdTake } from "./running-takes.ts";

/** Nothing of a speaker if it is the owner's own voice. */
export type Voice = Pick<Take, "speaker" | "speakerName">;
/** Whose take it is, and of what. */
export type About = Pick<Take, "owner" | "collection" | "collectionName" | "language" | "prompt" | "agreed"> & Voice;

/** Frames of a block. */
export const BLOCK_FRAMES = 8_192;

export class TakeWriter {
  /** Resolves once the header and the first samples are on the disk; what is heard meanwhile is taken in. */
  readonly begun: Promise<void>;
  #take: Take;
  #held: Float32Array[] = [];
  #heldFrames = 0;
  #heardFrames = 0;
  #number = 0;
  #writing: Promise<void>;
  #error: unknown = null;
  readonly #release: () => void;

  /** `first` is what was heard before the press; `failed` is told if the disk takes no more: the take is to be ended. */
  constructor(
    about: About,
    facts: CaptureFacts,
    first: Float32Array,
    private readonly failed: () => void,
  ) {
    this.#take = { ...about, id: crypto.randomUUID(), state: "recording", held: true, startedAt: Date.now(), facts, frames: 0 };
    this.#release = holdTake(this.#take.id);
    this.#heardFrames = first.length / facts.channels;
    this.begun = this.#store(first);
    this.#writing = this.begun.catch((error: unknown) => { this.#fail(error); });
    void this.#writing.then(announce);
  }

  get id(): string {
    return this.#take.id;
  }

  /** Take interleaved samples in. */
  hear(samples: Float32Array): void {
    this.#held.push(samples);
    this.#heldFrames += samples.length / this.#take.facts.channels;
    this.#heardFrames += samples.length / this.#take.facts.channels;
    if (this.#heldFrames >= BLOCK_FRAMES) this.#write();
  }

  /** Seconds that were taken in. */
  get seconds(): number {
    return this.#heardFrames / this.#take.facts.sampleRate;
  }

  /** End it; resolves once all of it is on the disk, or all that the disk took. */
  async end(how: Ended, mayHaveGaps: boolean): Promise<Take> {
    this.#write();
    await this.#writing;
    const facts = { ...this.#take.facts, ended: this.#error === null ? how : "interrupted", mayHaveGaps } as const;
    this.#take = { ...this.#take, state: "done", endedAt: Date.now(), facts };
    try {
      const store = await database();
      await inAnyCase(() => store.put("takes", this.#take));
    } finally {
      this.#release();
    }
    announce();
    return this.#take;
  }

  #write(): void {
    if (this.#heldFrames === 0) return;
    const samples = joined(this.#held);
    this.#held = [];
    this.#heldFrames = 0;
    // After a block that was not written none is: what follows would stand in its place.
    this.#writing = this.#writing
      .then(() => (this.#error === null ? inAnyCase(() => this.#store(samples), this.failed) : undefined))
      .catch((error: unknown) => { this.#fail(error); });
  }

  /** The block and the header that counts it in one transaction. */
  async #store(samples: Float32Array): Promise<void> {
    const store = await database();
    const take = { ...this.#take, frames: this.#take.frames + samples.length / this.#take.facts.channels };
    const kept = store.transaction(["takes", "blocks"], "readwrite", { durability: "relaxed" });
    const block = { take: take.id, number: this.#number, samples };
    await Promise.all([kept.objectStore("takes").put(take), kept.objectStore("blocks").put(block), kept.done]);
    this.#number++;
    this.#take = take;
  }

  #fail(error: unknown): void {
    this.#error = error;
    this.#release();
    this.failed();
  }
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
