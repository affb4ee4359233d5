/** Bits written one behind the other, the highest first, and the checksums of FLAC over them. */

export class BitWriter {
  private bytes: Uint8Array<ArrayBuffer>;
  private held = 0;
  private waiting = 0;
  private size = 0;

  constructor(room = 16_384) {
    this.bytes = new Uint8Array(room);
  }

  /** The lowest `bits` bits of a whole number; at most 32. */
  write(value: number, bits: number): void {
    if (bits > 16) {
      this.write(value >>> 16, bits - 16);
      bits = 16;
    }
    this.held = (this.held << bits) | (value & ((1 << bits) - 1));
    this.waiting += bits;
    while (this.waiting >= 8) {
      this.waiting -= 8;
      this.push(this.held >>> this.waiting);
    }
    this.held &= (1 << this.waiting) - 1;
  }

  /** So many zeros, and a one. */
  writeUnary(zeros: number): void {
    for (; zeros >= 16; zeros -= 16) this.write(0, 16);
    this.write(1, zeros + 1);
  }

  /** Zeros up to the next whole byte. */
  align(): void {
    if (this.waiting > 0) this.write(0, 8 - this.waiting);
  }

  /** What was written, in whole bytes; the same memory, not a copy. */
  get written(): Uint8Array<ArrayBuffer> {
    return this.bytes.subarray(0, this.size);
  }

  private push(byte: number): void {
    if (this.size === this.bytes.length) {
      const more = new Uint8Array(2 * this.size);
      more.set(this.bytes);
      this.bytes = more;
    }
    this.bytes[this.size++] = byte;
  }
}

const EIGHT = table(8, 0x07);
const SIXTEEN = table(16, 0x8005);

/** The checksum of a frame's header. */
export function crc8(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = EIGHT[sum ^ byte] ?? 0;
  return sum;
}

/** The checksum of a frame. */
export function crc16(bytes: Uint8Array): number {
  let sum = 0;
  for (const byte of bytes) sum = ((sum << 8) & 0xffff) ^ (SIXTEEN[(sum >>> 8) ^ byte] ?? 0);
  return sum;
}

function table(width: 8 | 16, polynomial: number): Uint16Array {
  const top = 1 << (width - 1);
  return Uint16Array.from({ length: 256 }, (_, byte) => {
    let sum = byte << (width - 8);
    for (let bit = 0; bit < 8; bit++) sum = ((sum << 1) ^ ((sum & top) === 0 ? 0 : polynomial)) & (2 * top - 1);
    return sum;
  });
}
