/** A take that runs on an open microphone: ends by a press, at its limit, or when the microphone goes. */
import type { CaptureFacts } from "../sound/facts.ts";
import type { Level } from "../sound/level.ts";
import type { Ended, Recorder } from "../sound/recorder.ts";
import type { Capture, StartOptions } from "./capture.ts";
import { WakeLock } from "./wake-lock.ts";

export class Running<About, T> implements Capture<T> {
  #over: { take: T; how: Ended } | null = null;
  #ending: Promise<T> | null = null;
  readonly #ended = new Set<(take: T, how: Ended) => void>();
  readonly #lit = new Set<(held: boolean) => void>();
  #held: boolean | null = null;
  readonly #wakeLock = new WakeLock((held) => {
    this.#held = held;
    for (const listener of this.#lit) listener(held);
  });
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(
    private readonly recorder: Recorder<About, T>,
    readonly take: string,
    readonly facts: CaptureFacts,
    { longest }: StartOptions,
  ) {
    void this.#wakeLock.hold();
    if (longest !== null && longest !== undefined) this.#timer = setTimeout(() => void this.end("limit"), longest * 1_000);
  }

  readonly level = (listener: (level: Level) => void): (() => void) => this.recorder.onLevel(listener);
  readonly stop = (): Promise<T> => this.end("stopped");

  readonly onEnded = (listener: (take: T, how: Ended) => void): (() => void) => {
    if (this.#over !== null) listener(this.#over.take, this.#over.how);
    else this.#ended.add(listener);
    return () => this.#ended.delete(listener);
  };

  readonly onWakeLock = (listener: (held: boolean) => void): (() => void) => {
    if (this.#held !== null) listener(this.#held);
    this.#lit.add(listener);
    return () => this.#lit.delete(listener);
  };

  end(how: Ended): Promise<T> {
    this.#ending ??= this.#finish(how);
    return this.#ending;
  }

  async #finish(how: Ended): Promise<T> {
    clearTimeout(this.#timer);
    const take = await this.recorder.end(how);
    await this.#wakeLock.release();
    this.#over = { take, how };
    for (const listener of this.#ended) listener(take, how);
    return take;
  }
}
