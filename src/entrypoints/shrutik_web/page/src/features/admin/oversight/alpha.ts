/** What Krippendorff's alpha means, by the limits that he gives for it. */

/** From here on, conclusions may rest on it. */
export const RELIABLE = 0.8;
/** From here on, tentative ones may. */
export const TENTATIVE = 2 / 3;

export function verdictOf(alpha: number): "good" | "fair" | "poor" {
  return alpha >= RELIABLE ? "good" : alpha >= TENTATIVE ? "fair" : "poor";
}

/** Where alpha stands on a scale from 0, as if by chance, to 1; below chance stands at the beginning. */
export function placeOf(alpha: number): number {
  return Math.min(1, Math.max(0, alpha));
}
