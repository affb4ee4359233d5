/** Rice codes of what a prediction left over, in as many parts as make them shortest. */
import type { BitWriter } from "./bits.ts";

/** How the residual of one block is written. */
export type Rice = { partitionOrder: number; parameters: Uint8Array; bits: number };

const FINEST = 6;
/** A parameter takes 4 bits up to this one, and 5 bits if any is higher. */
const SHORT = 14;
const LONG = 30;

/** The shortest way among all partitions, by sums alone. `values` are folded to 0 and above; the first `order` are none. */
export function shortest(values: Uint32Array, order: number): Rice {
  const frames = values.length;
  let finest = FINEST;
  while (finest > 0 && (frames % (1 << finest) !== 0 || frames >> finest <= order)) finest--;
  let sums = sumsOf(values, order, 1 << finest);
  let best = coded(sums, frames, order, finest);
  for (let partitionOrder = finest - 1; partitionOrder >= 0; partitionOrder--) {
    sums = Float64Array.from({ length: 1 << partitionOrder }, (_, part) => (sums[2 * part] ?? 0) + (sums[2 * part + 1] ?? 0));
    const tried = coded(sums, frames, order, partitionOrder);
    if (tried.bits <= best.bits) best = tried;
  }
  return best;
}

export function writeRice(out: BitWriter, values: Uint32Array, order: number, rice: Rice): void {
  const wide = rice.parameters.some((parameter) => parameter > SHORT);
  const frames = values.length >> rice.partitionOrder;
  out.write(wide ? 1 : 0, 2);
  out.write(rice.partitionOrder, 4);
  rice.parameters.forEach((parameter, part) => {
    out.write(parameter, wide ? 5 : 4);
    for (let at = part === 0 ? order : part * frames; at < (part + 1) * frames; at++) {
      const value = values[at] ?? 0;
      out.writeUnary(value >>> parameter);
      if (parameter > 0) out.write(value & (2 ** parameter - 1), parameter);
    }
  });
}

function sumsOf(values: Uint32Array, order: number, parts: number): Float64Array {
  const sums = new Float64Array(parts);
  const frames = values.length / parts;
  for (let part = 0; part < parts; part++) {
    let sum = 0;
    for (let at = part === 0 ? order : part * frames; at < (part + 1) * frames; at++) sum += values[at] ?? 0;
    sums[part] = sum;
  }
  return sums;
}

function coded(sums: Float64Array, frames: number, order: number, partitionOrder: number): Rice {
  const parameters = new Uint8Array(sums.length);
  let bits = 6;
  sums.forEach((sum, part) => {
    const count = (frames >> partitionOrder) - (part === 0 ? order : 0);
    const parameter = parameterOf(sum, count);
    parameters[part] = parameter;
    bits += 4 + count * (parameter + 1) + sum / 2 ** parameter;
  });
  return { partitionOrder, parameters, bits };
}

/** The parameter that makes `count` values of this sum shortest: about log2 of their mean. */
function parameterOf(sum: number, count: number): number {
  let parameter = 0;
  while (parameter < LONG && count * 2 ** (parameter + 1) < sum) parameter++;
  return parameter;
}
