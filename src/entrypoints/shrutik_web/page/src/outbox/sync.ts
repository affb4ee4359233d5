/** What waits is sent: on opening, when the network is back, when the tab is looked at again; one tab at a time. */
import { alone } from "../api/alone.ts";
import { ApiProblem } from "../api/problems.ts";
import { renew } from "../api/session.ts";
import { endUpload } from "../api/uploads.ts";
import { announceProgress, onChange, onChangeSoon } from "./changes.ts";
import { listConsents, sendConsent, waitsForConsent } from "./consents.ts";
import { knownAs, waitsForSpoken } from "./newcomers.ts";
import { setOutboxPause, type Pause } from "./pause.ts";
import type { OutgoingSkip, Take } from "./records.ts";
import { anew, changeTake, isGone, markRefused, markSent, sendableTakes, sweepTakes } from "./sendable.ts";
import { listSkips } from "./skips.ts";
import { takeToSend } from "./takes.ts";
import { isForLater, listTexts, sendText, sweepTexts } from "./texts.ts";
import { send } from "./upload.ts";

/** Whoever holds it sends; the others wait in line and look again when it is theirs. */
const LOCK = "shrutik-send";
const FIRST_WAIT_MS = 2_000;
const LONGEST_WAIT_MS = 60_000;
/** Of these the next item would fare no better. */
const ENDS_THE_ROUND = new Set([0, 401, 429, 503]);

type Round = () => void;
const rounds = new Set<Round>();

/** Send what this person's outbox holds, now and whenever there is hope; returns what ends it. Start it once in a tab. */
export function startSync(owner: string): () => void {
  const stop = new AbortController();
  const { signal } = stop;
  let inLine = false;
  let failures = 0;
  let notBefore = 0;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const drainOnce = async (): Promise<void> => {
    inLine = false;
    // What a round itself announces must not begin the next one before its wait.
    if (Date.now() < notBefore) return;
    // A disk that cannot be read now may be readable later, as a network may.
    const pause = await drain(owner, signal).catch((error: unknown): Pause => {
      console.error(error);
      return "later";
    });
    setOutboxPause(pause);
    failures = pause === null ? 0 : failures + 1;
    if (pause === null || signal.aborted) return;
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - 1));
    notBefore = Date.now() + wait;
    clearTimeout(timer);
    timer = setTimeout(now, wait);
  };
  const later = (): void => {
    if (inLine || signal.aborted || Date.now() < notBefore) return;
    inLine = true;
    alone(LOCK, drainOnce, { signal }).catch((error: unknown) => {
      inLine = false;
      if (!signal.aborted) throw error;
    });
  };
  const now = (): void => {
    notBefore = 0;
    later();
  };
  const seen = (): void => {
    if (document.visibilityState === "visible") now();
  };
  const unsubscribe = onChangeSoon(later);
  rounds.add(now);
  globalThis.addEventListener("online", now);
  document.addEventListener("visibilitychange", seen);
  now();
  return () => {
    stop.abort();
    clearTimeout(timer);
    unsubscribe();
    rounds.delete(now);
    globalThis.removeEventListener("online", now);
    document.removeEventListener("visibilitychange", seen);
  };
}

/** Try at once, however long the wait was to be: the person pressed "Send now", or logged in. */
export function syncNow(): void {
  for (const round of rounds) round();
}

/** Send all that waits: agreements first, for takes need them, then texts, for their leases run; skips last, for nothing waits for them. Resolves to why something still waits; null if nothing does. */
async function drain(owner: string, signal: AbortSignal): Promise<Pause> {
  await Promise.all([sweepTexts(Date.now()), sweepTakes(Date.now())]);
  const takes = (await sendableTakes(owner)).map((take) => () => sendTake(take, signal));
  const jobs = [...waiting(await listConsents(owner), sendConsent), ...waiting((await listTexts(owner)).reverse(), sendText), ...takes, ...waiting(await listSkips(owner), sendSkip)];
  if (jobs.length > 0 && !navigator.onLine) return "offline";
  if (jobs.length > 0) setOutboxPause(null);
  let pause: Pause = null;
  for (const job of jobs) {
    if (signal.aborted) return pause;
    try {
      await job();
    } catch (error) {
      if (!(error instanceof ApiProblem)) throw error;
      pause = await pauseFor(error);
      if (ENDS_THE_ROUND.has(error.status)) return pause;
    }
  }
  return pause;
}

function waiting<Item extends { state: string }>(all: Item[], send: (one: Item) => Promise<void>): (() => Promise<void>)[] {
  return all.filter((one) => one.state === "waiting").map((one) => () => send(one));
}

/** What sends it is loaded once there is one. */
async function sendSkip(skip: OutgoingSkip): Promise<void> {
  await (await import("./skip-sending.ts")).sendSkip(skip);
}

/** Throws an `ApiProblem` if the same may succeed later; the take then waits on. */
async function sendTake(take: Take, signal: AbortSignal): Promise<void> {
  if ((await waitsForConsent(take.owner, take.collection)) || (await waitsForSpoken(take))) return;
  const made = await fileOf(take);
  if (made === null) return;
  const { audio, sha256 } = made;
  const begun = await changeTake(take.id, (one) => ({ ...sameContent(one, sha256), state: "sending", sha256, bytes: audio.size }));
  if (begun === null) return;
  const deleted = watchDeletion(take.id);
  const way: Way = { signal: AbortSignal.any([signal, deleted.signal]), address: begun.uploadUrl };
  try {
    if (begun.agreed === undefined) await markSent(take.id, await upload(begun, audio, sha256, way));
    else {
      await (await import("./spoken.ts")).sendSpoken(begun, begun.agreed, audio, way.signal);
      await markSent(take.id);
    }
  } catch (error) {
    if (deleted.signal.aborted) await forget(way.address);
    else await putBack(take.id, error);
  } finally {
    deleted.end();
  }
}

type Way = { signal: AbortSignal; address: string | undefined };

/** The id of the recording that the server made of a take. */
async function upload(take: Take, audio: File, sha256: string, way: Way): Promise<string> {
  const speaker = take.speaker === undefined ? undefined : await knownAs(take.speaker);
  if (speaker === null) throw new ApiProblem(404, "speaker_missing", "The server does not know this person, for their consent has not been sent.");
  const receipt = await send({
    take: { ...take, speaker },
    audio,
    sha256,
    signal: way.signal,
    onAddress: (known) => {
      if (known === way.address) return;
      way.address = known;
      void changeTake(take.id, (one) => ({ ...one, uploadUrl: known }));
    },
    onProgress: (sent, of) => {
      announceProgress({ take: take.id, sent, of });
    },
  });
  return receipt.recording;
}

/** The file that was made last: on a bad network the same take is tried again and again. */
let madeLast: { id: string; audio: File; sha256: string } | null = null;

/** The file to be sent; null, and the take refused, if it cannot be read here: the others go on. */
async function fileOf(take: Take): Promise<{ audio: File; sha256: string } | null> {
  try {
    if (madeLast?.id !== take.id) madeLast = { id: take.id, ...(await takeToSend(take)) };
    return madeLast;
  } catch (error) {
    await markRefused(take.id, { code: "take_unreadable", detail: `This device cannot read the recording: ${String(error)}` });
    return null;
  }
}

/** If the file was made anew and differs, what the server has of it is worth nothing. */
function sameContent(take: Take, sha256: string): Take {
  return take.sha256 === undefined || take.sha256 === sha256 ? take : anew(take);
}

/** After an attempt that failed: refused, or waiting on. */
async function putBack(id: string, error: unknown): Promise<void> {
  if (error instanceof ApiProblem && !isForLater(error) && error.code !== "sent_differs") {
    await markRefused(id, error.kept);
    return;
  }
  const damaged = error instanceof ApiProblem && error.code === "sent_differs";
  await changeTake(id, (take) => (damaged ? anew(take) : { ...take, state: "done" }));
  if (error instanceof DOMException && error.name === "AbortError") return;
  throw error;
}

/** Aborts as soon as the take is deleted, in this tab or another. */
function watchDeletion(id: string): { signal: AbortSignal; end: () => void } {
  const gone = new AbortController();
  const end = onChange(() => {
    void isGone(id).then((is) => {
      if (is) gone.abort();
    });
  });
  return { signal: gone.signal, end };
}

/** Nobody waits for the rest of this upload; if the server cannot be told, it forgets it by itself. */
async function forget(address: string | undefined): Promise<void> {
  if (address === undefined) return;
  await endUpload(address).catch((error: unknown) => {
    if (!(error instanceof ApiProblem)) throw error;
  });
}

async function pauseFor(problem: ApiProblem): Promise<Pause> {
  if (problem.status === 0) return "offline";
  if (problem.status !== 401) return "later";
  const fresh = await renew().catch(() => null);
  return fresh === null ? "log_in" : "later";
}
