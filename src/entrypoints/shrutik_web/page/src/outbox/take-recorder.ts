/** Hears a microphone and writes takes of it; the moment before a press is in the take. */
import { GapClock, MOST_MISSING } from "../sound/clock.ts";
import type { CaptureFacts } from "../sound/facts.ts";
import { LevelMeter } from "../sound/level-meter.ts";
import type { Level, Limits } from "../sound/level.ts";
import type { Ended, Format, Gone, Piece, Recorder, Source } from "../sound/recorder.ts";
import type { Take } from "./records.ts";
import { RoomWatch } from "./room-watch.ts";
import { joined, TakeWriter, type About } from "./take-writer.ts";

/** Seconds before the press that a take begins with, and after it that it ends with. */
const PRE_ROLL = 0.3;
const POST_ROLL_MS = 200;

export function newRecorder(): Recorder<About, Take> {
  return new TakeRecorder();
}

class TakeRecorder implements Recorder<About, Take> {
  readonly #levels = new Set<(level: Level) => void>();
  readonly #gone = new Set<(why: Gone) => void>();
  #format: Format | null = null;
  #meter: LevelMeter | null = null;
  #before: Float32Array[] = [];
  #writer: TakeWriter | null = null;
  #clock: GapClock | null = null;
  #room: RoomWatch | null = null;
  #frames = 0;
  #mayHaveGaps = false;
  #late = 0;
  #closed = false;

  listen(source: Source, rung: CaptureFacts["rung"], limits: Limits): Promise<Format> {
    this.#mayHaveGaps = rung === "worklet";
    this.#late = source.kind === "samples" ? source.late : 0;
    return new Promise((resolve, reject) => {
      const first = (format: Format): void => {
        if (this.#format !== null) return;
        this.#format = format;
        this.#meter = new LevelMeter(format.sampleRate, format.channels, limits);
        this.#room = new RoomWatch(format, () => {
          if (this.#writer !== null) this.#tellGone("disk");
        });
        resolve(format);
      };
      if (source.kind === "audio-data") void this.#read(source.stream.getReader(), first).catch(reject);
      else this.#hearPort(source.port, source, first);
    });
  }

  onLevel(listener: (level: Level) => void): () => void {
    this.#levels.add(listener);
    return () => this.#levels.delete(listener);
  }

  onGone(listener: (why: Gone) => void): () => void {
    this.#gone.add(listener);
    return () => this.#gone.delete(listener);
  }

  async begin(about: About, facts: CaptureFacts): Promise<string> {
    if ((await this.#room?.forTake()) === false) throw new DOMException("There is no room on this device for a minute of sound.", "QuotaExceededError");
    // From here on all that comes is the take's, also while its header is being written.
    const writer = new TakeWriter(about, facts, joined(this.#before), () => { this.#tellGone("disk"); });
    this.#writer = writer;
    this.#frames = 0;
    this.#clock = new GapClock(facts.sampleRate);
    try {
      await writer.begun;
    } catch (error) {
      this.#writer = null;
      throw error;
    }
    return writer.id;
  }

  async end(how: Ended): Promise<Take> {
    const writer = this.#writer;
    if (writer === null) throw new Error("No take runs.");
    if (how === "stopped") await new Promise((resolve) => setTimeout(resolve, POST_ROLL_MS + this.#late));
    this.#writer = null;
    return writer.end(how, this.#mayHaveGaps || (this.#clock?.missing ?? 0) > MOST_MISSING);
  }

  close(): void {
    this.#closed = true;
    this.#room?.end();
    this.#levels.clear();
    this.#gone.clear();
  }

  async #read(reader: ReadableStreamDefaultReader<AudioData>, first: (format: Format) => void): Promise<void> {
    for (let { done, value } = await reader.read(); !done; { done, value } = await reader.read()) {
      if (value === undefined) continue;
      first({ sampleRate: value.sampleRate, channels: value.numberOfChannels });
      this.#hear(interleaved(value), value.timestamp / 1_000_000);
      value.close();
      if (this.#closed) return;
    }
    if (!this.#closed) this.#tellGone("device");
  }

  #hearPort(port: MessagePort, format: Format, first: (format: Format) => void): void {
    port.onmessage = ({ data: { samples, at } }: MessageEvent<Piece>) => {
      first({ sampleRate: format.sampleRate, channels: format.channels });
      this.#hear(samples, at);
    };
  }

  /** `at`: seconds on the clock of the source. */
  #hear(samples: Float32Array, at: number): void {
    const { sampleRate, channels } = this.#format ?? { sampleRate: 1, channels: 1 };
    this.#clock?.note((this.#frames += samples.length / channels), at);
    this.#writer?.hear(samples);
    this.#before.push(samples);
    let held = this.#before.reduce((sum, one) => sum + one.length, 0) / channels / sampleRate;
    while (held > PRE_ROLL && this.#before.length > 1) held -= (this.#before.shift()?.length ?? 0) / channels / sampleRate;
    this.#meter?.hear(samples, this.#writer?.seconds ?? 0, (level) => {
      for (const listener of this.#levels) listener(level);
    });
  }

  #tellGone(why: Gone): void {
    for (const listener of this.#gone) listener(why);
  }
}

function interleaved(data: AudioData): Float32Array {
  const channels = data.numberOfChannels;
  const samples = new Float32Array(data.numberOfFrames * channels);
  if (channels === 1) {
    data.copyTo(samples, { planeIndex: 0, format: "f32-planar" });
    return samples;
  }
  const plane = new Float32Array(data.numberOfFrames);
  for (let channel = 0; channel < channels; channel++) {
    data.copyTo(plane, { planeIndex: channel, format: "f32-planar" });
    for (let frame = 0; frame < plane.length; frame++) samples[frame * channels + channel] = plane[frame] ?? 0;
  }
  return samples;
}
