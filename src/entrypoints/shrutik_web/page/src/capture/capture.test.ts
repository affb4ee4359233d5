import * as fc from "fast-check";
import { afterEach, expect, test, vi } from "vitest";
import type { Ended, Gone, Recorder } from "../sound/recorder.ts";
import { found, MicrophoneMissing } from "./microphones.ts";
import { openMicrophone } from "./open-microphone.ts";

afterEach(() => { vi.unstubAllGlobals(); vi.useRealTimers(); });

/** A device whose track can be ended and muted, and a recorder that remembers what it was told. */
function scene(listen: () => Promise<{ sampleRate: number; channels: number }> = () => Promise.resolve({ sampleRate: 44_100, channels: 2 })) {
  const track = Object.assign(new EventTarget(), {
    label: "Phone", stop: vi.fn(), getSettings: () => ({ deviceId: "1", echoCancellation: true, noiseSuppression: false }),
  });
  const gone = new Set<(why: Gone) => void>();
  const recorder: Recorder<string, string> = {
    listen, onLevel: () => () => undefined, onGone: (listener) => { gone.add(listener); return () => gone.delete(listener); },
    begin: (about) => Promise.resolve(about), end: vi.fn((how: Ended) => Promise.resolve(`take ${how}`)), close: vi.fn(),
  };
  vi.stubGlobal("MediaStreamTrackProcessor", class { readonly readable = new ReadableStream(); });
  const asked = vi.fn(() => Promise.resolve({ getAudioTracks: () => [track] }));
  vi.stubGlobal("navigator", { mediaDevices: { getUserMedia: asked, enumerateDevices: () => Promise.resolve([]) }, wakeLock: { request: () => Promise.reject(new Error("low battery")) } });
  return { track, recorder, asked, lose: (why: Gone) => { for (const listener of gone) listener(why); } };
}

const choices = fc.uniqueArray(fc.record({ id: fc.string(), label: fc.string() }), { selector: (one) => one.id });

test("a microphone is known by its id, by its label if ids changed, and never replaced", () => {
  fc.assert(
    fc.property(choices, fc.record({ id: fc.string(), label: fc.string() }), (among, choice) => {
      const same = among.find((one) => one.id === choice.id);
      const alike = among.find((one) => one.label === choice.label && choice.label !== "");
      if (same ?? alike) expect(found(choice, among)).toBe(same ?? alike);
      else expect(() => found(choice, among)).toThrow(MicrophoneMissing);
    }),
  );
});

test("processing is asked off, and what the device says of it is written down", async () => {
  const { recorder, asked } = scene();
  const { facts } = await openMicrophone({ recorder });
  expect(asked).toHaveBeenCalledWith({ audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false } });
  expect(facts).toMatchObject({ rung: "track-processor", echoCancellation: true, noiseSuppression: false, autoGainControl: null, sampleRate: 44_100, channels: 2 });
});

test("a chosen microphone that is not there is named, and none is opened", async () => {
  const { recorder, asked } = scene();
  await expect(openMicrophone({ recorder, choice: { id: "9", label: "Headset" } })).rejects.toThrow("Headset");
  expect(asked).not.toHaveBeenCalled();
});

test("a microphone that gives no sound is released", async () => {
  vi.useFakeTimers();
  const { recorder, track } = scene(() => new Promise(() => undefined));
  const opening = expect(openMicrophone({ recorder })).rejects.toMatchObject({ name: "NotReadableError" });
  await vi.advanceTimersByTimeAsync(5_000);
  await opening;
  expect(track.stop).toHaveBeenCalledOnce();
  expect(recorder.close).toHaveBeenCalledOnce();
});

test("two presses of stop end one take", async () => {
  const { recorder } = scene();
  const capture = await (await openMicrophone({ recorder })).start("a");
  const takes = await Promise.all([capture.stop(), capture.stop()]);
  expect(takes).toEqual(["take stopped", "take stopped"]);
  expect(recorder.end).toHaveBeenCalledOnce();
});

test.each(["mute", "ended", "disk"])("a take that is interrupted by %s is ended, kept and told", async (what) => {
  const { recorder, track, lose } = scene();
  const microphone = await openMicrophone({ recorder });
  const why = vi.fn();
  const ended = vi.fn();
  microphone.onGone(why);
  const capture = await microphone.start("a");
  capture.onEnded(ended);
  if (what === "disk") lose("disk");
  else track.dispatchEvent(new Event(what));
  await vi.waitFor(() => { expect(why).toHaveBeenCalledExactlyOnceWith(what === "mute" ? "taken" : what === "disk" ? "disk" : "device"); });
  expect(ended).toHaveBeenCalledExactlyOnceWith("take interrupted", "interrupted");
});

test("a take ends by itself at its longest", async () => {
  vi.useFakeTimers();
  const { recorder } = scene();
  const capture = await (await openMicrophone({ recorder })).start("a", { longest: 30 });
  const ended = vi.fn();
  capture.onEnded(ended);
  await vi.advanceTimersByTimeAsync(29_999);
  expect(ended).not.toHaveBeenCalled();
  await vi.advanceTimersByTimeAsync(1);
  expect(ended).toHaveBeenCalledExactlyOnceWith("take limit", "limit");
});

test("a closed microphone is released, its take kept", async () => {
  const { recorder, track } = scene();
  const microphone = await openMicrophone({ recorder });
  await microphone.start("a");
  await microphone.close();
  expect(recorder.end).toHaveBeenCalledExactlyOnceWith("interrupted");
  expect(track.stop).toHaveBeenCalledOnce();
});

/** A browser without frames of its own, whose recorder writes this; and an audio context for what it cannot. */
function writing(piece: Uint8Array<ArrayBuffer> | null) {
  const { recorder } = scene();
  vi.stubGlobal("MediaStreamTrackProcessor", undefined);
  delete (globalThis as { MediaStreamTrackProcessor?: unknown }).MediaStreamTrackProcessor;
  const stop = vi.fn();
  class Writes extends EventTarget {
    static isTypeSupported = (type: string): boolean => type.includes("webm");
    state = "recording";
    start(): void { if (piece !== null) this.dispatchEvent(Object.assign(new Event("dataavailable"), { data: new Blob([piece]) })); }
    stop(): void { this.state = "inactive"; stop(); }
  }
  vi.stubGlobal("MediaRecorder", Writes);
  vi.stubGlobal("AudioContext", class {
    sampleRate = 48_000;
    audioWorklet = { addModule: () => Promise.resolve() };
    createMediaStreamSource = () => ({ connect: () => undefined });
    resume = () => Promise.resolve();
    close = () => Promise.resolve();
  });
  vi.stubGlobal("AudioWorkletNode", class { port = new MessageChannel().port1; });
  return { recorder, stop };
}

test.each([["compressed sound", Uint8Array.of(0x86, 0x86, ...new TextEncoder().encode("A_OPUS"))], ["nothing in time", null]])("a recorder that writes %s is left for the worklet", async (_, piece) => {
  const { recorder, stop } = writing(piece);
  const { facts } = await openMicrophone({ recorder });
  expect(facts).toMatchObject({ rung: "worklet", mayHaveGaps: true });
  expect(stop).toHaveBeenCalledOnce();
});

test("a recorder that compresses nothing is read while it writes", async () => {
  const { recorder, stop } = writing(Uint8Array.of(0x86, 0x90, ...new TextEncoder().encode("A_PCM/FLOAT/IEEE"), 0xa3, 0x88, 0x81, 0, 0, 0x80, 0, 0, 0, 0));
  const microphone = await openMicrophone({ recorder });
  expect(microphone.facts).toMatchObject({ rung: "media-recorder", mayHaveGaps: false });
  await microphone.close();
  expect(stop).toHaveBeenCalledOnce();
});

test("a screen that is not kept lit is told, also to who asks later, and again when it changes", async () => {
  const { recorder } = scene();
  const lock = new EventTarget();
  vi.stubGlobal("navigator", { mediaDevices: navigator.mediaDevices, wakeLock: { request: () => Promise.resolve(Object.assign(lock, { release: () => Promise.resolve() })) } });
  const told = vi.fn();
  const capture = await (await openMicrophone({ recorder })).start("a");
  await Promise.resolve();
  capture.onWakeLock(told);
  await vi.waitFor(() => { expect(told).toHaveBeenCalledExactlyOnceWith(true); });
  lock.dispatchEvent(new Event("release"));
  expect(told.mock.calls).toEqual([[true], [false]]);
  await capture.stop();
  lock.dispatchEvent(new Event("release"));
  expect(told).toHaveBeenCalledTimes(2);
});
