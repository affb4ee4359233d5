/** Plays one clip for somebody who writes down what is said: back a little, slower, round and round, with the pitch kept. */
import { useEffect, useState, useSyncExternalStore } from "react";

export type Part = { from: number; to: number };
export type PlayerState = {
  playing: boolean;
  /** Seconds from the beginning. */
  at: number;
  duration: number;
  speed: number;
  loop: boolean;
  /** What is played in place of the whole clip. */
  part: Part | null;
  failed: boolean;
};

export const SLOWEST = 0.5;
export const FASTEST = 2;
const SPEED_STEP = 0.1;
/** Seconds that "back" goes back. */
export const BACK = 1.5;
const SHORTEST_PART = 0.2;
const REMEMBERED = "shrutik-speed";

function rememberedSpeed(): number {
  const speed = Number(localStorage.getItem(REMEMBERED));
  return speed >= SLOWEST && speed <= FASTEST ? speed : 1;
}

export class Player {
  readonly #audio = new Audio();
  readonly #listeners = new Set<() => void>();
  #url: string | null = null;
  #frame = 0;
  #state: PlayerState = { playing: false, at: 0, duration: 0, speed: rememberedSpeed(), loop: false, part: null, failed: false };

  constructor() {
    const audio = this.#audio;
    audio.preload = "auto";
    audio.addEventListener("play", () => { this.#change({ playing: true }); this.#follow(); });
    audio.addEventListener("pause", () => { this.#change({ playing: false, at: audio.currentTime }); });
    audio.addEventListener("loadedmetadata", () => { this.#change({ duration: audio.duration }); });
    audio.addEventListener("seeked", () => { this.#change({ at: audio.currentTime }); });
    audio.addEventListener("ended", () => { this.#atEnd(); });
    audio.addEventListener("error", () => { this.#change({ failed: audio.hasAttribute("src") }); });
    // A new source falls back to the usual speed; what is shown is what plays.
    audio.addEventListener("loadeddata", () => { this.#keepSpeed(); });
  }

  readonly subscribe = (listener: () => void): (() => void) => {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  };

  readonly state = (): PlayerState => this.#state;

  /** Another clip, from its beginning; the speed and the loop stay as they were chosen. */
  load(clip: Blob, play: boolean): void {
    this.unload();
    this.#url = URL.createObjectURL(clip);
    this.#audio.src = this.#url;
    this.#keepSpeed();
    if (play) this.play();
  }

  unload(): void {
    this.#audio.pause();
    this.#audio.removeAttribute("src");
    if (this.#url !== null) URL.revokeObjectURL(this.#url);
    this.#url = null;
    this.#change({ playing: false, at: 0, duration: 0, part: null, failed: false });
  }

  play(): void {
    const { part } = this.#state;
    if (part !== null && (this.#audio.currentTime < part.from || this.#audio.currentTime >= part.to - 0.05)) this.#audio.currentTime = part.from;
    // A browser may want a press first; then the button stays as it is and waits for one.
    this.#audio.play().catch(() => undefined);
  }

  toggle(): void {
    if (this.#audio.paused) this.play();
    else this.#audio.pause();
  }

  /** Hear the last moments again. */
  back(): void {
    this.seek(this.#audio.currentTime - BACK);
    this.play();
  }

  seek(seconds: number): void {
    const at = Math.min(Math.max(0, seconds), this.#state.duration);
    this.#audio.currentTime = at;
    this.#change({ at });
  }

  faster(): void {
    this.setSpeed(this.#state.speed + SPEED_STEP);
  }

  slower(): void {
    this.setSpeed(this.#state.speed - SPEED_STEP);
  }

  setSpeed(speed: number): void {
    const kept = Math.min(FASTEST, Math.max(SLOWEST, Math.round(speed * 20) / 20));
    localStorage.setItem(REMEMBERED, String(kept));
    this.#change({ speed: kept });
    this.#keepSpeed();
  }

  toggleLoop(): void {
    this.#change({ loop: !this.#state.loop });
  }

  /** Play only this much of the clip; null for all of it. */
  choose(part: Part | null): void {
    this.#change({ part: part !== null && part.to - part.from >= SHORTEST_PART ? part : null });
    if (this.#state.part !== null) this.seek(this.#state.part.from);
  }

  #keepSpeed(): void {
    this.#audio.preservesPitch = true;
    this.#audio.defaultPlaybackRate = this.#state.speed;
    this.#audio.playbackRate = this.#state.speed;
  }

  #follow(): void {
    cancelAnimationFrame(this.#frame);
    const step = (): void => {
      if (this.#audio.paused) return;
      const { part } = this.#state;
      if (part !== null && this.#audio.currentTime >= part.to) this.#atEnd();
      this.#change({ at: this.#audio.currentTime });
      this.#frame = requestAnimationFrame(step);
    };
    this.#frame = requestAnimationFrame(step);
  }

  #atEnd(): void {
    const { loop, part } = this.#state;
    if (loop) {
      this.#audio.currentTime = part?.from ?? 0;
      this.play();
    } else if (part !== null) {
      this.#audio.pause();
    }
  }

  #change(some: Partial<PlayerState>): void {
    this.#state = { ...this.#state, ...some };
    for (const listener of this.#listeners) listener();
  }
}

/** One player for as long as the screen is open; the clip in it changes. `playAtOnce` counts when it does. */
export function usePlayer(clip: Blob | null, playAtOnce = false): [Player, PlayerState] {
  const [player] = useState(() => new Player());
  const state = useSyncExternalStore(player.subscribe, player.state);
  useEffect(() => {
    if (clip !== null) player.load(clip, playAtOnce);
    return () => {
      player.unload();
    };
    // Whether to play is looked at when the clip changes, not when the wish does.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [player, clip]);
  return [player, state];
}
