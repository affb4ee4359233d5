/** What a reviewer does by keys. */
import { PLAYER_KEYS, type PlayerAction } from "../../parts/player-bar.tsx";
import type { Chords } from "../../parts/player-keys.ts";

/** Take one of the texts as the best, by its place. */
export const TAKES = ["first", "second", "third", "fourth", "fifth"] as const;
export type Action = PlayerAction | "accept" | "reject" | "undo" | "later" | (typeof TAKES)[number];

export const REVIEW_KEYS: Chords<Action> = {
  ...PLAYER_KEYS, accept: "Ctrl+Enter", reject: "Alt+KeyX", undo: "Alt+KeyZ", later: "Alt+KeyN",
  first: "Alt+Digit1", second: "Alt+Digit2", third: "Alt+Digit3", fourth: "Alt+Digit4", fifth: "Alt+Digit5",
};
