/** Whether as many frames came as time went by: a stamp that comes late is no loss, frames that never come are. */

/** Seconds of one look at the clock. */
const LOOK = 0.5;
/** Seconds that may be missing before a take is marked. */
export const MOST_MISSING = 0.01;

/**
 * Compares frames with stamps. Each stamp may be late, none early, so of each half second the earliest counts; a step from
 * one to the next is a loss if the one after that confirms it. Two clocks that drift apart make no step.
 */
export class GapClock {
  #looks: number[] = [];
  #least = Infinity;
  #until = LOOK;

  constructor(private readonly sampleRate: number) {}

  /** `frames` had come, all together, when the clock showed `at` seconds. */
  note(frames: number, at: number): void {
    const came = frames / this.sampleRate;
    if (came >= this.#until) {
      this.#looks.push(this.#least);
      this.#least = Infinity;
      this.#until = came + LOOK;
    }
    this.#least = Math.min(this.#least, at - came);
  }

  /** The largest step that was confirmed, in seconds. */
  get missing(): number {
    let most = 0;
    for (let look = 1; look + 1 < this.#looks.length; look++) {
      const before = this.#looks[look - 1] ?? 0;
      const after = Math.min(this.#looks[look] ?? 0, this.#looks[look + 1] ?? 0);
      most = Math.max(most, after - before);
    }
    return most;
  }
}
