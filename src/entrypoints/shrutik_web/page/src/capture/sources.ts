/** Ways from a track to samples, the best that the browser has. */
import type { Rung } from "../sound/facts.ts";
import type { Source } from "../sound/recorder.ts";

/** Frames of 10 ms that may wait while the page is busy: ten seconds. */
const WAITING = 1_000;
const TAP = "/tap.worklet.js";

export type Opened = { source: Source; rung: Rung; close: () => void };

/** Chromium hands frames over as the device gave them; elsewhere they cross the clock of an audio context. */
export async function openSource(stream: MediaStream, track: MediaStreamTrack): Promise<Opened> {
  if ("MediaStreamTrackProcessor" in globalThis) {
    const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: WAITING });
    return { source: { kind: "audio-data", stream: processor.readable }, rung: "track-processor", close: () => undefined };
  }
  return tapped(stream, track);
}

async function tapped(stream: MediaStream, track: MediaStreamTrack): Promise<Opened> {
  const { sampleRate } = track.getSettings();
  // At another rate than the track's the context would resample without a word.
  const context = new AudioContext(sampleRate === undefined ? {} : { sampleRate });
  await context.audioWorklet.addModule(TAP);
  const tap = new AudioWorkletNode(context, "tap", { numberOfOutputs: 0, channelCount: 1, channelCountMode: "explicit" });
  context.createMediaStreamSource(stream).connect(tap);
  await context.resume();
  return {
    source: { kind: "samples", port: tap.port, sampleRate: context.sampleRate, channels: 1 },
    rung: "worklet",
    close: () => void context.close(),
  };
}
