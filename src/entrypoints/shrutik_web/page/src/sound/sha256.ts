/** SHA-256 of bytes that come in pieces: browsers hash only what is in memory as a whole. */

const BLOCK = 64;
const ROUNDS = 64;
const { start: START, rounds: K } = constants();

export class Sha256 {
  readonly #state = Int32Array.from(START);
  readonly #words = new Int32Array(ROUNDS);
  readonly #held = new Uint8Array(BLOCK);
  #heldBytes = 0;
  #bytes = 0;

  /** Take bytes in. */
  hear(bytes: Uint8Array): void {
    this.#bytes += bytes.length;
    let at = 0;
    if (this.#heldBytes > 0) {
      at = Math.min(BLOCK - this.#heldBytes, bytes.length);
      this.#held.set(bytes.subarray(0, at), this.#heldBytes);
      this.#heldBytes += at;
      if (this.#heldBytes < BLOCK) return;
      this.#block(this.#held, 0);
      this.#heldBytes = 0;
    }
    for (; at + BLOCK <= bytes.length; at += BLOCK) this.#block(bytes, at);
    this.#held.set(bytes.subarray(at));
    this.#heldBytes = bytes.length - at;
  }

  /** Of all that was taken in, hexadecimal; nothing may be taken in afterwards. */
  end(): string {
    const bits = this.#bytes * 8;
    const tail = new Uint8Array(this.#heldBytes < BLOCK - 8 ? BLOCK : 2 * BLOCK);
    tail.set(this.#held.subarray(0, this.#heldBytes));
    tail[this.#heldBytes] = 0x80;
    const view = new DataView(tail.buffer);
    view.setUint32(tail.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(tail.length - 4, bits >>> 0);
    for (let at = 0; at < tail.length; at += BLOCK) this.#block(tail, at);
    return Array.from(this.#state, (word) => (word >>> 0).toString(16).padStart(8, "0")).join("");
  }

  #block(bytes: Uint8Array, from: number): void {
    const w = this.#words;
    const view = new DataView(bytes.buffer, bytes.byteOffset + from, BLOCK);
    for (let at = 0; at < 16; at++) w[at] = view.getInt32(4 * at);
    for (let at = 16; at < ROUNDS; at++) {
      const [far, near] = [w[at - 15] ?? 0, w[at - 2] ?? 0];
      const one = turned(far, 7) ^ turned(far, 18) ^ (far >>> 3);
      const two = turned(near, 17) ^ turned(near, 19) ^ (near >>> 10);
      w[at] = ((w[at - 16] ?? 0) + one + (w[at - 7] ?? 0) + two) | 0;
    }
    this.#mix();
  }

  #mix(): void {
    const state = this.#state;
    let [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0, g = 0, h = 0] = state;
    for (let at = 0; at < ROUNDS; at++) {
      const one = (h + (turned(e, 6) ^ turned(e, 11) ^ turned(e, 25)) + ((e & f) ^ (~e & g)) + (K[at] ?? 0) + (this.#words[at] ?? 0)) | 0;
      const two = ((turned(a, 2) ^ turned(a, 13) ^ turned(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    for (const [at, added] of [a, b, c, d, e, f, g, h].entries()) state[at] = ((state[at] ?? 0) + added) | 0;
  }
}

function turned(word: number, by: number): number {
  return (word >>> by) | (word << (32 - by));
}

/** The first 32 bits behind the point of the square roots of the first primes, and of their cube roots. */
function constants(): { start: Int32Array; rounds: Int32Array } {
  const primes: number[] = [];
  for (let candidate = 2; primes.length < ROUNDS; candidate++) if (primes.every((prime) => candidate % prime !== 0)) primes.push(candidate);
  return {
    start: Int32Array.from(primes.slice(0, 8), (prime) => behindPoint(BigInt(prime), 2n)),
    rounds: Int32Array.from(primes, (prime) => behindPoint(BigInt(prime), 3n)),
  };
}

/** Exact, in whole numbers: the root of value * 2^(32 * degree), by halving. */
function behindPoint(value: bigint, degree: bigint): number {
  const wanted = value << (32n * degree);
  let [low, high] = [0n, value << 32n];
  while (low < high) {
    const middle = (low + high + 1n) >> 1n;
    if (middle ** degree <= wanted) low = middle;
    else high = middle - 1n;
  }
  return Number(BigInt.asIntN(32, low));
}
