/** Whether there is room for what is being recorded, looked up again and again while a microphone is open. */
import type { Format } from "../sound/recorder.ts";
import { announce } from "./changes.ts";
import { minutesLeft, reckonWith, room, STOP_MINUTES } from "./quota.ts";
import { holdReserve } from "./reserve.ts";

const EVERY_MS = 5_000;
/** Whoever pressed must not wait for longer; a take that has no room is ended soon. */
const MOST_WAITED_MS = 30;

export class RoomWatch {
  #full = false;
  readonly #first: Promise<boolean>;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `told` is called each time that there is no room. */
  constructor(
    format: Format,
    private readonly told: () => void,
    every = EVERY_MS,
  ) {
    reckonWith(format);
    this.#timer = setInterval(() => void this.look(), every);
    this.#first = this.look();
  }

  /** Whether a take can begin. What was known a moment ago is enough; to refuse it is looked up anew, for room may have been made. */
  async forTake(): Promise<boolean> {
    await Promise.race([this.#first, new Promise((resolve) => setTimeout(resolve, MOST_WAITED_MS))]);
    return !this.#full || this.look();
  }

  /** Whether there is room now. */
  async look(): Promise<boolean> {
    const minutes = minutesLeft(await room());
    const full = (minutes !== null && minutes < STOP_MINUTES) || !(await holdReserve());
    if (full !== this.#full) announce();
    this.#full = full;
    if (full) this.told();
    return !this.#full;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
