/** Tells when something has not moved for a while. */
export class StallWatch {
  #timer: ReturnType<typeof setTimeout> | undefined;
  #over = false;

  constructor(
    private readonly after: number,
    private readonly stalled: () => void,
  ) {
    this.moved();
  }

  /** It moves: the wait begins anew. */
  moved(): void {
    clearTimeout(this.#timer);
    if (this.#over) return;
    this.#timer = setTimeout(() => {
      this.end();
      this.stalled();
    }, this.after);
  }

  end(): void {
    this.#over = true;
    clearTimeout(this.#timer);
  }
}
