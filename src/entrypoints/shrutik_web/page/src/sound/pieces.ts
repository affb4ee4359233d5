/** A file that comes in pieces, cut anywhere: what is not whole yet waits for the next piece. */
import { NotUnderstood, type Pcm } from "./pcm.ts";

/** Samples of the file, interleaved; `at`: seconds on the clock of the file, null if it has none. */
export type Heard = { samples: Float32Array<ArrayBuffer>; at: number | null };

/** Where one part of the file lies in what has come: its name, its content, whether it holds parts that are read one by one. */
export type Part = { name: number; begin: number; end: number };

/** Reads parts one behind the other. `enter` tells which are entered, `content` hears all others that are known. */
export abstract class PieceReader {
  protected pcm: Pcm | null = null;
  #bytes: Uint8Array = new Uint8Array();

  /** What the file says of its sound; null until it has said it. */
  get format(): Pcm | null {
    return this.pcm;
  }

  /** Take the next piece in. Throws `NotUnderstood` if it is not what this reader knows. */
  take(piece: Uint8Array): Heard[] {
    const whole = new Uint8Array(this.#bytes.length + piece.length);
    whole.set(this.#bytes);
    whole.set(piece, this.#bytes.length);
    const found: Heard[] = [];
    let at = 0;
    for (let part = this.partAt(whole, 0); part !== null; part = this.partAt(whole, at)) {
      if (this.enters(part.name)) at = part.begin;
      else if (part.end > whole.length) break;
      else {
        const heard = this.content(part.name, whole.subarray(part.begin, part.end));
        if (heard !== null) found.push(heard);
        at = part.end;
      }
    }
    this.#bytes = whole.slice(at);
    return found;
  }

  /** The part that begins there; null if not even its head has come. */
  protected abstract partAt(bytes: Uint8Array, at: number): Part | null;
  protected abstract enters(name: number): boolean;
  protected abstract content(name: number, bytes: Uint8Array): Heard | null;

  /** Samples before anything was said of them cannot be read. */
  protected told(): Pcm {
    if (this.pcm === null) throw new NotUnderstood("samples come before their format");
    return this.pcm;
  }
}
