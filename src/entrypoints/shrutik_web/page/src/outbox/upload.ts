/** One take to the server by tus: it goes on where it broke off, and is over only when the server names the same SHA-256. */
import type { DetailedError, HttpResponse, UploadOptions } from "tus-js-client";
import { ApiProblem, problemOf, unreachable } from "../api/problems.ts";
import { token } from "../api/session.ts";
import { uploadState, UPLOADS, type UploadState } from "../api/uploads.ts";
import { sendWhole } from "../api/whole-recording.ts";
import type { Take } from "./records.ts";
import { StallWatch } from "./stall-watch.ts";

/** On a bad network less is sent twice if steps are small; each step costs a round trip. */
const STEP_BYTES = 1_048_576;
/** A connection on which nothing moves for so long is dead, whatever the system believes. */
const STALLED_MS = 120_000;
const RETRY_MS = [0, 1_000, 3_000, 5_000];
/** A 409 says that the server has another offset, 423 that an earlier request still writes, 460 that bytes were damaged. */
const WORTH_ANOTHER_TRY = new Set([409, 423, 460]);

/** What the server has, once it has all of it. */
export type Receipt = { recording: string; sha256: string };
export type Sending = {
  take: Take;
  audio: File;
  sha256: string;
  signal: AbortSignal;
  /** The address is known: it must be on the disk before the first byte goes. */
  onAddress: (address: string) => void;
  onProgress: (sent: number, of: number) => void;
};

/**
 * Send a take whole, beginning where an earlier attempt ended.
 *
 * Throws an `ApiProblem`, of which `isForLater` says whether to try again, or an `AbortError`.
 */
export async function send(sending: Sending): Promise<Receipt> {
  const begun = sending.take.uploadUrl === undefined ? null : await stateOf(sending.take.uploadUrl);
  const answer = begun?.status === "receiving" || begun === null ? await sendByParts(sending, begun !== null) : receiptOf(begun);
  if (answer.sha256 !== sending.sha256) {
    throw new ApiProblem(422, "sent_differs", "The server has other bytes than this device; the recording stays here.");
  }
  return answer;
}

/** The upload as the server has it; null if it knows none there any more. */
async function stateOf(address: string): Promise<UploadState | null> {
  try {
    return await uploadState(address);
  } catch (error) {
    if (error instanceof ApiProblem && (error.status === 404 || error.status === 410)) return null;
    throw error;
  }
}

function receiptOf(state: UploadState): Receipt {
  if (state.problem !== null) throw new ApiProblem(422, state.problem.code, state.problem.detail);
  return { recording: state.recording_id ?? "", sha256: state.sha256 ?? "" };
}

/** By parts, or in one piece to a server that has no uploads by parts. */
async function sendByParts(sending: Sending, begun: boolean): Promise<Receipt> {
  try {
    return await sendRest(sending, begun);
  } catch (error) {
    if (!(error instanceof ApiProblem) || error.code !== "route_missing") throw error;
    const { take, audio, signal } = sending;
    const kept = await sendWhole(audio, fieldsOf(take), keyOf(take), signal);
    return { recording: kept.id, sha256: kept.sha256 };
  }
}

/** However often it is begun, it is one upload; a take that the speaker sends once more after a refusal is another. */
export function keyOf(take: Take): string {
  return take.attempt ? `${take.id}-${take.attempt}` : take.id;
}

async function sendRest(sending: Sending, begun: boolean): Promise<Receipt> {
  const { Upload } = await import("tus-js-client");
  const { address, last } = await new Promise<{ address: string; last: HttpResponse }>((resolve, reject) => {
    const watch = new StallWatch(STALLED_MS, () => {
      void upload.abort();
      reject(unreachable());
    });
    const upload = new Upload(sending.audio, {
      ...optionsOf(sending, watch),
      uploadUrl: begun ? (sending.take.uploadUrl ?? null) : null,
      onUploadUrlAvailable: () => {
        if (upload.url !== null) sending.onAddress(upload.url);
      },
      onSuccess: ({ lastResponse }) => {
        watch.end();
        resolve({ address: upload.url ?? "", last: lastResponse });
      },
      onError: (error) => {
        watch.end();
        reject(problemBehind(error));
      },
    });
    const abort = (): void => {
      watch.end();
      void upload.abort();
      reject(new DOMException("The take was deleted or the page is closing.", "AbortError"));
    };
    if (sending.signal.aborted) abort();
    else {
      sending.signal.addEventListener("abort", abort, { once: true });
      upload.start();
    }
  });
  const recording = last.getHeader("Shrutik-Recording");
  const sha256 = last.getHeader("Shrutik-SHA256");
  // The answer to the last bytes may have been lost: then the upload itself tells.
  return recording && sha256 ? { recording, sha256 } : receiptOf(await uploadState(address));
}

function optionsOf({ take, audio, sha256, onProgress }: Sending, watch: StallWatch): UploadOptions {
  return {
    endpoint: new URL(UPLOADS, globalThis.location.origin).href,
    chunkSize: STEP_BYTES,
    retryDelays: RETRY_MS,
    storeFingerprintForResuming: false,
    fingerprint: () => Promise.resolve(take.id),
    metadata: { ...fieldsOf(take), sha256 },
    onShouldRetry: (error) => {
      const status = error.originalResponse?.getStatus() ?? 0;
      return navigator.onLine && (status < 400 || status >= 500 || WORTH_ANOTHER_TRY.has(status));
    },
    onBeforeRequest: async (request) => {
      watch.moved();
      const known = await token();
      if (known !== null) request.setHeader("Authorization", `Bearer ${known}`);
      if (request.getMethod() === "POST") request.setHeader("Idempotency-Key", keyOf(take));
    },
    onProgress: (sent) => {
      watch.moved();
      onProgress(sent, audio.size);
    },
  };
}

function fieldsOf(take: Take): Record<string, string> {
  const { facts } = take;
  const metadata = {
    recorded_at: new Date(take.startedAt).toISOString(),
    capture: {
      way: facts.rung,
      sample_rate: facts.sampleRate,
      channels: facts.channels,
      microphone: facts.microphone,
      echo_cancellation: facts.echoCancellation,
      noise_suppression: facts.noiseSuppression,
      auto_gain_control: facts.autoGainControl,
      may_have_gaps: facts.mayHaveGaps,
      ended: facts.ended,
    },
  };
  return {
    collection: take.collection,
    ...(take.prompt === null ? {} : { prompt_id: take.prompt.id }),
    ...(take.speaker === undefined ? {} : { speaker: take.speaker }),
    metadata: JSON.stringify(metadata),
  };
}

/** What the server said, or that it said nothing. */
function problemBehind(error: Error | DetailedError): ApiProblem {
  const response = "originalResponse" in error ? error.originalResponse : null;
  if (response === null) return unreachable();
  const headers = new Headers();
  const wait = response.getHeader("Retry-After");
  if (wait) headers.set("Retry-After", wait);
  return problemOf(new Response(null, { status: response.getStatus(), headers }), documentOf(response.getBody()));
}

function documentOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return null;
  }
}
