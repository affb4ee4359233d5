/** WebM with uncompressed sound, as Chromium's recorder writes it: its samples, while it is being written. */
import { NotUnderstood, samplesOf, type Pcm } from "./pcm.ts";
import { PieceReader, type Heard, type Part } from "./pieces.ts";

const SEGMENT = 0x1853_8067;
const TRACKS = 0x1654_ae6b;
const TRACK = 0xae;
const AUDIO = 0xe1;
const CLUSTER = 0x1f43_b675;
const GROUP = 0xa0;
const ENTERED = new Set([SEGMENT, TRACKS, TRACK, AUDIO, CLUSTER, GROUP]);
const CODEC = 0x86;
const RATE = 0xb5;
const CHANNELS = 0x9f;
const BITS = 0x6264;
const TIME = 0xe7;
const BLOCKS = new Set([0xa3, 0xa1]);
const LACED = 0x06;
/** Ticks of a second, unless the file says otherwise, which recorders do not. */
const TICKS = 1_000;

export class WebmReader extends PieceReader {
  #cluster = 0;

  protected partAt(bytes: Uint8Array, at: number): Part | null {
    const name = numberAt(bytes, at, true);
    const size = name === null ? null : numberAt(bytes, name.end, false);
    return name === null || size === null ? null : { name: name.value, begin: size.end, end: size.end + size.value };
  }

  protected enters(name: number): boolean {
    return ENTERED.has(name);
  }

  protected content(name: number, bytes: Uint8Array): Heard | null {
    if (BLOCKS.has(name)) return this.#block(bytes);
    if (name === TIME) this.#cluster = whole(bytes);
    if (name === CODEC) this.#say(codecOf(new TextDecoder().decode(bytes)));
    if (name === RATE) this.#say({ sampleRate: fraction(bytes) });
    if (name === CHANNELS) this.#say({ channels: whole(bytes) });
    if (name === BITS) this.#say({ bits: whole(bytes) });
    return null;
  }

  #say(some: Partial<Pcm>): void {
    this.pcm = { sampleRate: 8_000, channels: 1, bits: 32, float: true, little: true, ...this.pcm, ...some };
  }

  /** Number of the track, time in its cluster, flags, samples. */
  #block(bytes: Uint8Array): Heard {
    const pcm = this.told();
    const head = numberAt(bytes, 0, false)?.end ?? 0;
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (view.getUint8(head + 2) & LACED) throw new NotUnderstood("several frames in a block");
    const samples = samplesOf(bytes.subarray(head + 3), pcm);
    const seconds = samples.length / pcm.channels / pcm.sampleRate;
    return { samples, at: (this.#cluster + view.getInt16(head)) / TICKS + seconds };
  }
}

function codecOf(name: string): Pick<Pcm, "float" | "little"> {
  if (name === "A_PCM/FLOAT/IEEE") return { float: true, little: true };
  if (name === "A_PCM/INT/LIT" || name === "A_PCM/INT/BIG") return { float: false, little: name.endsWith("LIT") };
  throw new NotUnderstood(name);
}

/** A number whose first byte tells its length by its leading zeros; the mark itself belongs to a name, not to a size. */
function numberAt(bytes: Uint8Array, at: number, marked: boolean): { value: number; end: number } | null {
  const first = bytes[at];
  if (first === undefined) return null;
  const length = Math.clz32(first) - 23;
  if (length > 8) throw new NotUnderstood("a number of more than eight bytes");
  if (at + length > bytes.length) return null;
  let value = marked ? first : first & (0xff >> length);
  // Floats hold the largest sizes only nearly, which are those that say "unknown".
  for (const byte of bytes.subarray(at + 1, at + length)) value = value * 256 + byte;
  return { value, end: at + length };
}

function whole(bytes: Uint8Array): number {
  return bytes.reduce((value, byte) => value * 256 + byte, 0);
}

function fraction(bytes: Uint8Array): number {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  return bytes.length === 4 ? view.getFloat32(0) : view.getFloat64(0);
}
