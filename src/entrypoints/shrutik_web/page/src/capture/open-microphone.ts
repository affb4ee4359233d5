/** Opening the microphone: without the device's own processing, and with what it says of itself written down. */
import type { CaptureFacts } from "../sound/facts.ts";
import type { Gone, Recorder } from "../sound/recorder.ts";
import type { Microphone, MicrophoneOptions } from "./capture.ts";
import { found, listMicrophones, type Choice } from "./microphones.ts";
import { Running } from "./running.ts";
import type { Opened } from "./opened.ts";
import { openSource } from "./sources.ts";

const SOUND_WITHIN_MS = 5_000;
const PLAIN = { echoCancellation: false, noiseSuppression: false, autoGainControl: false } as const;

/**
 * Open it; the browser may ask for the permission.
 *
 * Throws `MicrophoneMissing`, or the browser's own `NotAllowedError`, `NotFoundError` and the like.
 */
export async function openMicrophone<About, T>({ recorder, choice, limits }: MicrophoneOptions<About, T>): Promise<Microphone<About, T>> {
  const chosen = choice ? found(choice, await listMicrophones()) : null;
  const stream = await navigator.mediaDevices.getUserMedia({ audio: { ...PLAIN, ...(chosen?.id ? { deviceId: { exact: chosen.id } } : {}) } });
  const [track] = stream.getAudioTracks();
  if (track === undefined) throw new DOMException("The microphone gives no sound.", "NotFoundError");
  const opening = openSource(stream, track);
  try {
    const opened = await inTime(opening, "TimeoutError");
    const format = await inTime(recorder.listen(opened.source, opened.rung, limits ?? {}), "NotReadableError");
    return new OpenMicrophone(recorder, track, opened, factsOf(track, opened, format));
  } catch (error) {
    // No red dot for a microphone that nobody hears.
    track.stop();
    opening.then((opened) => { opened.close(); }, () => undefined);
    recorder.close();
    throw error;
  }
}

/** A microphone that another program holds may open and give nothing, and an audio context may never begin: without a loudspeaker, say. */
function inTime<T>(opening: Promise<T>, late: "TimeoutError" | "NotReadableError"): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const over = new Promise<never>((_, reject) => {
    timer = setTimeout(() => { reject(new DOMException("The microphone gives no sound.", late)); }, SOUND_WITHIN_MS);
  });
  return Promise.race([opening, over]).finally(() => { clearTimeout(timer); });
}

function factsOf(track: MediaStreamTrack, { rung }: Opened, format: { sampleRate: number; channels: number }): CaptureFacts {
  const told = track.getSettings();
  const said = (value: unknown): boolean | null => (typeof value === "boolean" ? value : null);
  return {
    ...format,
    rung,
    microphone: track.label,
    echoCancellation: said(told.echoCancellation),
    noiseSuppression: said(told.noiseSuppression),
    autoGainControl: said(told.autoGainControl),
    mayHaveGaps: rung === "worklet",
    ended: null,
  };
}

class OpenMicrophone<About, T> implements Microphone<About, T> {
  readonly choice: Choice;
  readonly level: Microphone<About, T>["level"];
  readonly #gone = new Set<(why: Gone | "taken") => void>();
  #running: Running<About, T> | null = null;

  constructor(
    private readonly recorder: Recorder<About, T>,
    private readonly track: MediaStreamTrack,
    private readonly opened: Opened,
    readonly facts: CaptureFacts,
  ) {
    this.choice = { id: track.getSettings().deviceId ?? "", label: track.label };
    this.level = (listener) => recorder.onLevel(listener);
    recorder.onGone((why) => void this.#lose(why));
    track.addEventListener("ended", () => void this.#lose("device"));
    // A call takes the microphone without ending its track: what was said until then is kept as a take of its own.
    track.addEventListener("mute", () => void this.#lose("taken"));
  }

  readonly onGone = (listener: (why: Gone | "taken") => void): (() => void) => {
    this.#gone.add(listener);
    return () => this.#gone.delete(listener);
  };

  readonly start: Microphone<About, T>["start"] = async (about, options = {}) => {
    const take = await this.recorder.begin(about, this.facts);
    this.#running = new Running(this.recorder, take, this.facts, options);
    this.#running.onEnded(() => { this.#running = null; });
    return this.#running;
  };

  readonly close = async (): Promise<void> => {
    await this.#running?.end("interrupted");
    this.track.stop();
    this.opened.close();
    this.recorder.close();
  };

  async #lose(why: Gone | "taken"): Promise<void> {
    await this.#running?.end("interrupted");
    for (const listener of this.#gone) listener(why);
    this.#gone.clear();
  }
}
