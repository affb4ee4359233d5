/** By which limits a voice is judged while it comes in: a collection's own, else those that hold where it sets none. */
import type { Limits } from "../../sound/level.ts";

/** The API tells only what a collection changed; these are its defaults, and a test keeps them the same. */
export const STANDARD = { snr_warn: 15, clipped_warn: 0.001, loudness_warn: -42, bandwidth_warn: 4500 } as const satisfies Limits;

/** A limit that the collection set to null is not looked at. */
export function limitsOf(quality: Limits | undefined): Limits {
  return { ...STANDARD, ...quality };
}
