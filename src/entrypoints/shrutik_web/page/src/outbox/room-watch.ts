/** Whether there is room for what is being recorded, looked up again and again while a microphone is open. */
import type { Format } from "../sound/recorder.ts";
import { minutesLeft, room, STOP_MINUTES } from "./quota.ts";

const EVERY_MS = 5_000;

export class RoomWatch {
  #full = false;
  readonly #timer: ReturnType<typeof setInterval>;

  /** `told` is called each time that there is no room. */
  constructor(
    private readonly format: Format,
    private readonly told: () => void,
    every = EVERY_MS,
  ) {
    this.#timer = setInterval(() => void this.look(), every);
    void this.look();
  }

  /** Whether there was no room when it was last looked at. */
  get full(): boolean {
    return this.#full;
  }

  /** Whether there is room now. */
  async look(): Promise<boolean> {
    const minutes = minutesLeft(await room(), this.format.sampleRate, this.format.channels);
    this.#full = minutes !== null && minutes < STOP_MINUTES;
    if (this.#full) this.told();
    return !this.#full;
  }

  end(): void {
    clearInterval(this.#timer);
  }
}
