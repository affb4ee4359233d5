/** Samples as files hold them, uncompressed, made into the floats that all else works with. */

export type Pcm = { sampleRate: number; channels: number; bits: number; float: boolean; little: boolean };

/** Thrown by readers of pieces: what comes is none of the kinds that they know. */
export class NotUnderstood extends Error {
  override readonly name = "NotUnderstood";
}

/** Interleaved samples, -1..1. Throws `NotUnderstood` for a width that no microphone gives. */
export function samplesOf(bytes: Uint8Array, { bits, float, little }: Pcm): Float32Array<ArrayBuffer> {
  const width = bits / 8;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const read = reader(view, bits, float, little);
  return Float32Array.from({ length: Math.floor(bytes.length / width) }, (_, at) => read(at * width));
}

function reader(view: DataView, bits: number, float: boolean, little: boolean): (at: number) => number {
  if (float && bits === 32) return (at) => view.getFloat32(at, little);
  if (float && bits === 64) return (at) => view.getFloat64(at, little);
  if (float) throw new NotUnderstood(`floats of ${bits} bits`);
  if (bits === 16) return (at) => view.getInt16(at, little) / 32_768;
  if (bits === 32) return (at) => view.getInt32(at, little) / 2_147_483_648;
  if (bits !== 24) throw new NotUnderstood(`whole numbers of ${bits} bits`);
  // The sign is in the last of the three bytes, or in the first.
  if (little) return (at) => ((view.getInt8(at + 2) << 16) | view.getUint16(at, true)) / 8_388_608;
  return (at) => ((view.getInt8(at) << 16) | view.getUint16(at + 1)) / 8_388_608;
}
