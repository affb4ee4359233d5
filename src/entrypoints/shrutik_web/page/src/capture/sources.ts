/** Ways from a track to samples, the best that the browser has. */
import type { Opened } from "./opened.ts";

/** Frames of 10 ms that may wait while the page is busy: ten seconds. */
const WAITING = 1_000;
const UNCOMPRESSED = ["audio/webm;codecs=pcm", "audio/mp4;codecs=pcm"];
const TAP = "/tap.worklet.js";

/** Chromium hands frames over as the device gave them, other recorders write them down; elsewhere they cross the clock of an audio context. */
export async function openSource(stream: MediaStream, track: MediaStreamTrack): Promise<Opened> {
  if ("MediaStreamTrackProcessor" in globalThis) {
    const processor = new MediaStreamTrackProcessor({ track, maxBufferSize: WAITING });
    return { source: { kind: "audio-data", stream: processor.readable }, rung: "track-processor", close: () => undefined };
  }
  return (await written(stream)) ?? tapped(stream, track);
}

/** Loaded only where it is needed: not in Chromium, and not where the browser's recorder compresses all it writes. */
async function written(stream: MediaStream): Promise<Opened | null> {
  const type = "MediaRecorder" in globalThis ? UNCOMPRESSED.find((one) => MediaRecorder.isTypeSupported(one)) : undefined;
  if (type === undefined) return null;
  const { recorded } = await import("./media-recorder.ts");
  return recorded(stream, type);
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
    source: { kind: "samples", port: tap.port, sampleRate: context.sampleRate, channels: 1, late: 0 },
    rung: "worklet",
    close: () => void context.close(),
  };
}
