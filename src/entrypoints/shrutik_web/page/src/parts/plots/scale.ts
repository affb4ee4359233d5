/** Scales of plots: where an axis ends, where its lines stand, and how high a bar is. */

/** At most so many lines above zero. */
const MOST_LINES = 4;
const STEPS = [1, 2, 2.5, 5, 10] as const;
const WHOLE_STEPS = [1, 2, 5, 10] as const;

/** Round figures from 0 up to the first that is not below `highest`; of nothing, 0 and 1. */
export function ticksUpTo(highest: number): number[] {
  return highest > 0 ? lines(highest, stepFor(highest, STEPS)) : [0, 1];
}

/** The same in whole figures, for what is counted. */
export function wholeTicksUpTo(highest: number): number[] {
  return highest > 1 ? lines(highest, Math.max(1, stepFor(highest, WHOLE_STEPS))) : [0, 1];
}

/** The smallest of these steps, times a power of ten, of which few enough reach `highest`. */
function stepFor(highest: number, steps: readonly number[]): number {
  const power = 10 ** Math.floor(Math.log10(highest / MOST_LINES));
  return (steps.find((one) => one * power * MOST_LINES >= highest * (1 - 1e-12)) ?? 10) * power;
}

function lines(highest: number, step: number): number[] {
  const count = Math.ceil(highest / step - 1e-9);
  return Array.from({ length: count + 1 }, (_, line) => Number((line * step).toPrecision(12)));
}

export type Bar = { x: number; y: number; width: number; height: number };

/** Bars side by side in a field of this size, `top` being its upper edge; what is above zero is seen at least as a line. */
export function barsIn(values: readonly number[], top: number, width: number, height: number): Bar[] {
  const room = width / Math.max(1, values.length);
  return values.map((value, place) => {
    const full = Math.min(1, Math.max(0, value / top)) * height;
    const high = value > 0 ? Math.max(1, full) : 0;
    return { x: place * room + room * 0.15, y: height - high, width: room * 0.7, height: high };
  });
}
