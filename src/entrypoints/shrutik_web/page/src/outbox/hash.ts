/** The SHA-256 of a file, however large: it is never in memory as a whole. */
import { Sha256 } from "../sound/sha256.ts";

/** What is not larger is hashed by the browser itself, at once. */
export const STEP_BYTES = 4_194_304;

/** Hexadecimal. */
export async function sha256Of(file: Blob): Promise<string> {
  if (file.size <= STEP_BYTES) {
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
    return Array.from(digest, (byte) => byte.toString(16).padStart(2, "0")).join("");
  }
  const sum = new Sha256();
  for (let start = 0; start < file.size; start += STEP_BYTES) sum.hear(new Uint8Array(await file.slice(start, start + STEP_BYTES).arrayBuffer()));
  return sum.end();
}
