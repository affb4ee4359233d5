/** The open microphone of this screen: opened on a press, held between takes, and what it hears for those who draw it. */
import type { Microphone } from "../../capture/capture.ts";
import { openMicrophone } from "../../capture/open-microphone.ts";
import type { Choice } from "../../capture/microphones.ts";
import type { Take } from "../../outbox/records.ts";
import { newRecorder, type About } from "../../outbox/takes.ts";
import type { Bars } from "../../parts/meter.tsx";
import type { CaptureFacts } from "../../sound/facts.ts";
import type { Advice, Level, Limits } from "../../sound/level.ts";

export type Heard = {
  bars: Bars;
  advice: Advice["kind"] | null;
  /** Of the microphone that is open; null if none is. */
  facts: CaptureFacts | null;
};
export type Why = "device" | "disk" | "failed" | "taken";
type Opened = { choice: Choice | null; microphone: Promise<Microphone<About, Take>> };

export class Ear {
  #heard: Heard = { bars: { values: [] }, advice: null, facts: null };
  #opened: Opened | null = null;
  readonly #listeners = new Set<() => void>();

  /** `onGone` is told if the microphone goes by itself. */
  constructor(readonly onGone: (why: Why) => void) {}

  readonly heard = (): Heard => this.#heard;
  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  /** The microphone, opened if it or another one is not yet; the browser may ask for the permission. */
  async open(choice: Choice | null, limits: Limits): Promise<Microphone<About, Take>> {
    if (this.#opened !== null && !same(this.#opened.choice, choice)) this.release();
    if (this.#opened !== null) return this.#opened.microphone;
    const opened = { choice, microphone: openMicrophone({ recorder: newRecorder(), choice, limits }) };
    this.#opened = opened;
    try {
      const microphone = await opened.microphone;
      if (this.#opened === opened) this.#hear(microphone, opened);
      return microphone;
    } catch (error) {
      if (this.#opened === opened) this.#opened = null;
      throw error;
    }
  }

  /** Release the microphone; a running take is ended and kept. */
  release(): void {
    const opened = this.#opened;
    this.#opened = null;
    this.#change({ ...this.#heard, advice: null, facts: null });
    opened?.microphone.then((microphone) => microphone.close()).catch(() => {
      // It never opened: whoever asked for it was told.
    });
  }

  /** Begin new bars. */
  clear(): void {
    this.#change({ ...this.#heard, bars: { values: [] }, advice: null });
  }

  #hear(microphone: Microphone<About, Take>, opened: Opened): void {
    this.#change({ ...this.#heard, facts: microphone.facts });
    const unsubscribe = microphone.level((level) => {
      if (this.#opened === opened) this.#note(level);
      else unsubscribe();
    });
    microphone.onGone((why) => {
      if (this.#opened !== opened) return;
      this.release();
      this.onGone(why);
    });
  }

  /** Bars are drawn by whoever looks at them; only advice that changes is worth a new picture of the screen. */
  #note(level: Level): void {
    this.#heard.bars.values.push(level.peak);
    const advice = level.advice?.kind ?? null;
    if (advice !== this.#heard.advice) this.#change({ ...this.#heard, advice });
  }

  #change(heard: Heard): void {
    this.#heard = heard;
    for (const listener of this.#listeners) listener();
  }
}

function same(one: Choice | null, other: Choice | null): boolean {
  return one?.id === other?.id && one?.label === other?.label;
}
