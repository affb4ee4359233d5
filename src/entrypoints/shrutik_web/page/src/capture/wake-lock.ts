/** Keeps the screen lit while somebody speaks; taken again when the page is looked at again. */

export class WakeLock {
  #lock: WakeLockSentinel | null = null;
  #wanted = false;

  constructor(private readonly tell: (held: boolean) => void) {}

  readonly #seen = (): void => {
    if (this.#wanted && document.visibilityState === "visible") void this.#take();
  };

  async hold(): Promise<void> {
    this.#wanted = true;
    document.addEventListener("visibilitychange", this.#seen);
    await this.#take();
  }

  async release(): Promise<void> {
    this.#wanted = false;
    document.removeEventListener("visibilitychange", this.#seen);
    await this.#lock?.release();
    this.#lock = null;
  }

  async #take(): Promise<void> {
    try {
      const lock = await navigator.wakeLock.request("screen");
      this.#lock = lock;
      this.tell(true);
      // Taken away while the page is looked at: the battery went low. One that only went with the tab is taken again.
      lock.addEventListener("release", () => { if (this.#wanted && document.visibilityState === "visible") this.tell(false); });
    } catch {
      // A low battery refuses it: the speaker is told, and goes on.
      this.tell(false);
    }
  }
}
