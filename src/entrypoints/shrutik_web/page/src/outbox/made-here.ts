/** The file of a take, with its SHA-256 if that is wished. */
import { sha256Of } from "./hash.ts";
import type { Take } from "./records.ts";
import { fileOf } from "./take-file.ts";

export type Made = { file: File; sha256: string | null };

export async function madeHere(take: Take, hashed: boolean): Promise<Made> {
  const file = await fileOf(take);
  return { file, sha256: hashed ? await sha256Of(file) : null };
}
