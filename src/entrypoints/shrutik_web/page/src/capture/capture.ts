/** The microphone, opened and held by a ladder of ways, and takes that are recorded from it. */
import type { CaptureFacts } from "../sound/facts.ts";
import type { Level, Limits } from "../sound/level.ts";
import type { Ended, Gone, Recorder } from "../sound/recorder.ts";
import type { Choice } from "./microphones.ts";

export type MicrophoneOptions<About, T> = {
  /** Made by `outbox/takes.ts`: `newRecorder()`. */
  recorder: Recorder<About, T>;
  /** The microphone that was chosen; null for the device's own choice. A missing one throws `MicrophoneMissing`. */
  choice?: Choice | null;
  /** The collection's quality rules; without them no advice is given but that nothing is heard. */
  limits?: Limits;
};

/** An open microphone: levels come, takes can begin at once and have the moment before the press. */
export type Microphone<About, T> = {
  /** As it came; `ended` is null. */
  facts: CaptureFacts;
  /** The microphone that is open in truth, to be remembered. */
  choice: Choice;
  level: (listener: (level: Level) => void) => () => void;
  /** The microphone is gone by itself: unplugged, taken by a call, or the disk is full. A running take has ended and is kept. */
  onGone: (listener: (why: Gone | "taken") => void) => () => void;
  /** Begin a take; resolves once its first block is stored. */
  start: (about: About, options?: StartOptions) => Promise<Capture<T>>;
  /** Release the microphone; a running take is ended and kept. */
  close: () => Promise<void>;
};

export type StartOptions = {
  /** Seconds after which the take ends by itself, as `limit`. */
  longest?: number | null;
};

/** A take that is being recorded. */
export type Capture<T> = {
  take: string;
  facts: CaptureFacts;
  level: (listener: (level: Level) => void) => () => void;
  /** End it, a moment after the press; resolves once all of it is on the disk. Twice gives the same take. */
  stop: () => Promise<T>;
  /** However it ended: stopped, interrupted or at its limit; told once, also to who asks later. */
  onEnded: (listener: (take: T, how: Ended) => void) => () => void;
  /** Whether the screen stays lit; told as soon as it is known, and when it changes. */
  onWakeLock: (listener: (held: boolean) => void) => () => void;
};
