/** The outline of a clip for its drawing: as the server made it, else from the clip itself. */
import { useEffect, useState } from "react";
import { peaksOf, type Peaks } from "../sound/peaks.ts";

/** Outlines as the server sends them. */
type Served = { per_second: number; low: number[]; high: number[] };

/** Null until it is known, or if the browser cannot read the clip; `served` asks the server. */
export function usePeaks(clip: Blob | null, served: (() => Promise<Blob>) | null): Peaks | null {
  const [known, setKnown] = useState<{ clip: Blob; peaks: Peaks } | null>(null);
  useEffect(() => {
    if (clip === null) return;
    let over = false;
    const show = (peaks: Peaks): void => {
      if (!over) setKnown({ clip, peaks });
    };
    const own = (): Promise<void> => peaksOfClip(clip).then(show, () => undefined);
    if (served === null) void own();
    else served().then(readServed).then(show, own);
    return () => { over = true; };
    // The address is signed anew at each answer, the clip is the same.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [clip]);
  return known?.clip === clip ? known.peaks : null;
}

async function readServed(answer: Blob): Promise<Peaks> {
  const told = JSON.parse(await answer.text()) as Served;
  return { perSecond: told.per_second, low: Int8Array.from(told.low), high: Int8Array.from(told.high) };
}

async function peaksOfClip(clip: Blob): Promise<Peaks> {
  const reader = new OfflineAudioContext(1, 1, 16_000);
  const sound = await reader.decodeAudioData(await clip.arrayBuffer());
  return peaksOf(sound.getChannelData(0), sound.sampleRate);
}
