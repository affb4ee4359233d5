/** What a transcriber does by keys. */
import { PLAYER_KEYS, type PlayerAction } from "../../parts/player-bar.tsx";
import type { Chords } from "../../parts/player-keys.ts";

export type Action = PlayerAction | "hand_in" | "skip" | "noise" | "unclear";
export const KEYS: Chords<Action> = { ...PLAYER_KEYS, hand_in: "Ctrl+Enter", skip: "Alt+KeyS", noise: "Alt+KeyN", unclear: "Alt+KeyU" };
