/** What is kept on the device until the server has it. */
import type { Message } from "../api/client.ts";
import type { KeptProblem } from "../api/problems.ts";
import type { CaptureFacts } from "../sound/facts.ts";

/**
 * A take's life: recording → done → sending → sent; a killed page leaves it `recording`, and it is offered again.
 * `refused`: the server will not have it, `problem` says why; it stays until the speaker deletes it or saves it.
 */
export type TakeState = "recording" | "done" | "sending" | "sent" | "refused";

/** One recording on this device. It is deleted only once the server confirmed length and SHA-256. */
export type Take = {
  /** A UUID: also the fingerprint of the upload and the idempotency key. */
  id: string;
  state: TakeState;
  /** Made, but the speaker has not decided yet: it is not sent before it is kept. */
  held?: boolean;
  /** The account that made it; another's takes are neither shown nor sent. */
  owner: string;
  collection: string;
  collectionName: string;
  language: string;
  /** Of a person whom the owner looks after, if it is not the owner's own voice. */
  speaker?: string | undefined;
  /** What the owner calls that person. */
  speakerName?: string | undefined;
  /** What that person agrees to in it: then it is no recording, but their consent as they say it. */
  agreed?: SpokenConsent | undefined;
  prompt: { id: string; text: string } | null;
  /** Milliseconds since 1970. */
  startedAt: number;
  endedAt?: number;
  facts: CaptureFacts;
  /** Frames that are stored in blocks. */
  frames: number;
  /** Of the file as it is sent, once it was made. */
  sha256?: string;
  bytes?: number;
  sentBytes?: number;
  uploadUrl?: string;
  /** How often the speaker sent it once more after a refusal, or it had to begin anew. */
  attempt?: number;
  recording?: string;
  problem?: KeptProblem;
  /** Whether the speaker handed in a file instead; then `file` holds it and there are no blocks. */
  file?: Blob;
  fileName?: string;
};

/** What a person without an account agrees to aloud, in which words it was read to them. */
export type SpokenConsent = Pick<OutgoingConsent, "version" | "purposes" | "language" | "hash"> & {
  /** Of somebody whom the server does not know yet. */
  newcomer?: { minor: boolean; guardian: string } | undefined;
};

/** Some frames of a take as they came from the device: interleaved, -1..1. */
export type TakeBlock = { take: string; number: number; samples: Float32Array };

/** A text that was handed in and waits for the server's word. */
export type OutgoingText = {
  task: string;
  owner: string;
  collection: string;
  text: string;
  writtenAt: number;
  state: "waiting" | "sent" | "refused";
  problem?: KeptProblem;
};

/** An agreement that was given here and that the server does not have yet; a newer one for the collection takes its place. */
export type OutgoingConsent = {
  /** A UUID: also the idempotency key. */
  id: string;
  owner: string;
  /** The id of the collection. */
  collection: string;
  slug: string;
  collectionName: string;
  collectionLanguage: string;
  version: string;
  purposes: ("record" | "publish" | "contact")[];
  /** Of the text as it was shown, and that text's hash. */
  language: string;
  hash: string;
  givenAt: number;
  state: "waiting" | "refused";
  problem?: KeptProblem;
};

/** A prompt that was skipped here; a newer one of the same prompt takes its place. */
export type OutgoingSkip = {
  owner: string;
  /** The speaker whom the owner looks after and for whom it was skipped; empty for the owner's own voice. */
  voice: string;
  /** The id of the prompt, and its text. */
  prompt: string;
  text: string;
  collection: string;
  language: string;
  reason: Message<"PromptSkipReason">;
  skippedAt: number;
  state: "waiting" | "sent" | "refused";
  problem?: KeptProblem;
};

/** What stands in a text field, kept on every keystroke. */
export type Draft = { task: string; owner: string; text: string; at: number };

/** Something fetched ahead, for when there is no network. */
export type Kept = { kind: "prompt" | "consent" | "task" | "collection" | "audio" | "profile"; id: string; at: number; value: unknown };
