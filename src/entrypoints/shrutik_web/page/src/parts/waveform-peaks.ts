/** The outline of a clip for its drawing: as the server made it, else from the clip itself. */
import { useEffect, useReducer } from "react";
import { peaksOf, type Peaks } from "../sound/peaks.ts";

/** Outlines as the server sends them. */
type Answer = { per_second: number; low: number[]; high: number[] };

/** Asks the server for the outline; null if it has none. */
export type Served = (() => Promise<Blob>) | null;

/** Null until it is known, or if the browser cannot read the clip. */
export function usePeaks(clip: Blob | null, served: Served): Peaks | null {
  const [, drawAgain] = useReducer((times: number) => times + 1, 0);
  useEffect(() => {
    if (clip === null || outlines.has(clip)) return;
    let over = false;
    void peaksAhead(clip, served).then(() => { if (!over) drawAgain(); });
    return () => { over = true; };
    // The address is signed anew at each answer, the clip is the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [clip]);
  return clip === null ? null : (outlines.get(clip) ?? null);
}

const outlines = new WeakMap<Blob, Peaks>();
const coming = new WeakMap<Blob, Promise<void>>();

/** Have the outline of a clip before the clip is shown; resolves when it is there, or cannot be had now. */
export function peaksAhead(clip: Blob, served: Served): Promise<void> {
  const known = coming.get(clip);
  if (known !== undefined) return known;
  const own = (): Promise<Peaks> => peaksOfClip(clip);
  const asked = (served === null ? own() : served().then(readServed).catch(own)).then(
    (peaks) => { outlines.set(clip, peaks); },
    () => { coming.delete(clip); },
  );
  coming.set(clip, asked);
  return asked;
}

async function readServed(answer: Blob): Promise<Peaks> {
  const told = JSON.parse(await answer.text()) as Answer;
  return { perSecond: told.per_second, low: Int8Array.from(told.low), high: Int8Array.from(told.high) };
}

async function peaksOfClip(clip: Blob): Promise<Peaks> {
  const reader = new OfflineAudioContext(1, 1, 16_000);
  const sound = await reader.decodeAudioData(await clip.arrayBuffer());
  return peaksOf(sound.getChannelData(0), sound.sampleRate);
}
