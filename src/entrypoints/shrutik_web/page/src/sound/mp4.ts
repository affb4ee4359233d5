/** MP4 in fragments with uncompressed sound, as Safari's recorder writes it: its samples, while it is being written. */
import { NotUnderstood, samplesOf, type Pcm } from "./pcm.ts";
import { PieceReader, type Heard, type Part } from "./pieces.ts";

const ENTERED = new Set(["moov", "trak", "mdia", "minf", "stbl"].map(nameOf));
const DESCRIPTION = nameOf("stsd");
const SAMPLES = nameOf("mdat");
const CONFIGURATION = nameOf("pcmC");
const HEAD = 8;
/** Of a description: version and count; then of its first entry what all kinds of sound have. */
const ENTRY = 8;
const ENTRY_HEAD = 36;

export class Mp4Reader extends PieceReader {
  #held: Uint8Array = new Uint8Array();

  protected partAt(bytes: Uint8Array, at: number): Part | null {
    if (at + HEAD > bytes.length) return null;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const size = view.getUint32(at);
    const name = view.getUint32(at + 4);
    if (size !== 1) {
      // One that goes on to the end of the file is never whole while the file is being written.
      if (size < HEAD && size !== 0) throw new NotUnderstood(`a box of ${size} bytes`);
      return { name, begin: at + HEAD, end: size === 0 ? Infinity : at + size };
    }
    return at + 2 * HEAD > bytes.length ? null : { name, begin: at + 2 * HEAD, end: at + Number(view.getBigUint64(at + HEAD)) };
  }

  protected enters(name: number): boolean {
    return ENTERED.has(name);
  }

  protected content(name: number, bytes: Uint8Array): Heard | null {
    if (name === DESCRIPTION) this.pcm = described(bytes);
    return name === SAMPLES ? this.#samples(bytes) : null;
  }

  /** A frame may be cut by the end of a fragment. */
  #samples(bytes: Uint8Array): Heard {
    const pcm = this.told();
    const whole = new Uint8Array(this.#held.length + bytes.length);
    whole.set(this.#held);
    whole.set(bytes, this.#held.length);
    const end = whole.length - (whole.length % ((pcm.channels * pcm.bits) / 8));
    this.#held = whole.slice(end);
    return { samples: samplesOf(whole.subarray(0, end), pcm), at: null };
  }
}

function described(bytes: Uint8Array): Pcm {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const kind = new TextDecoder("latin1").decode(bytes.subarray(ENTRY + 4, ENTRY + HEAD));
  const pcm = { channels: view.getUint16(ENTRY + 24), bits: view.getUint16(ENTRY + 26), sampleRate: view.getUint32(ENTRY + 32) / 65_536 };
  if (kind === "sowt" || kind === "twos") return { ...pcm, float: false, little: kind === "sowt" };
  if (kind !== "ipcm" && kind !== "fpcm") throw new NotUnderstood(kind);
  for (let at = ENTRY + ENTRY_HEAD; at + HEAD + 6 <= bytes.length; at += Math.max(HEAD, view.getUint32(at))) {
    if (view.getUint32(at + 4) !== CONFIGURATION) continue;
    return { ...pcm, bits: view.getUint8(at + HEAD + 5), float: kind === "fpcm", little: (view.getUint8(at + HEAD + 4) & 1) === 1 };
  }
  throw new NotUnderstood(`${kind} without its configuration`);
}

function nameOf(letters: string): number {
  return new TextEncoder().encode(letters).reduce((value, byte) => value * 256 + byte, 0);
}
