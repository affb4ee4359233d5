import * as fc from "fast-check";
import { createHash } from "node:crypto";
import { expect, test } from "vitest";
import { Sha256 } from "./sha256.ts";

function ours(...pieces: Uint8Array[]): string {
  const sum = new Sha256();
  for (const piece of pieces) sum.hear(piece);
  return sum.end();
}

test("the examples of FIPS 180-4", () => {
  const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
  expect(ours(bytes("abc"))).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  expect(ours(bytes("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq"))).toBe("248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
});

test("at every length around a block, and however the bytes are cut, it is what others compute", () => {
  const pieces = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 6 });
  fc.assert(
    fc.property(pieces, (cut) => {
      expect(ours(...cut)).toBe(createHash("sha256").update(Buffer.concat(cut)).digest("hex"));
    }),
  );
  for (let length = 0; length <= 130; length++) {
    const bytes = Uint8Array.from({ length }, (_, at) => 7 * at);
    expect(ours(bytes)).toBe(createHash("sha256").update(bytes).digest("hex"));
  }
});
