/** What capture hands sound over to: the outbox implements it, and neither knows the other. */
import type { CaptureFacts, Rung } from "./facts.ts";
import type { Level, Limits } from "./level.ts";

/** Sound on its way to a recorder: frames of the device, or samples that come through a port, so many milliseconds late. */
export type Source =
  | { kind: "audio-data"; stream: ReadableStream<AudioData> }
  | { kind: "samples"; port: MessagePort; sampleRate: number; channels: number; late: number };

/** What comes through the port; `at`: seconds on the clock of the source. */
export type Piece = { samples: Float32Array; at: number };

/** How the sound came in truth, told by its first frames. */
export type Format = { sampleRate: number; channels: number };

export type Ended = Exclude<CaptureFacts["ended"], null | "killed">;

/** One worker that hears a microphone, and writes takes of it to the disk. `About` says whose take, `T` is the take. */
export type Recorder<About, T> = {
  /** Take the sound over; resolves with its first frames. Levels come from then on, and the last `preRoll` is held. */
  listen: (source: Source, rung: Rung, limits: Limits) => Promise<Format>;
  onLevel: (listener: (level: Level) => void) => () => void;
  /** The sound ended by itself: the device is gone, or the disk is full. */
  onGone: (listener: (why: Gone) => void) => () => void;
  /** Begin a take; resolves once its header and first block are on the disk. */
  begin: (about: About, facts: CaptureFacts) => Promise<string>;
  /** End the take; resolves once all that was heard until now is on the disk. */
  end: (how: Ended) => Promise<T>;
  /** Hear no more; the worker ends. */
  close: () => void;
};

/** `device`: its sound ended; `disk`: a block could not be written; `failed`: the worker broke. */
export type Gone = "device" | "disk" | "failed";
