/** Makes files of takes away from the page, and hashes them, so that nobody waits while the next take is recorded. */
import { sha256Of } from "./hash.ts";
import type { Take } from "./records.ts";
import { fileOf } from "./take-file.ts";

/** What is asked with, and where the answer goes: the file, with its SHA-256 if that is wished, or what went wrong. */
export type Wish = { take: Take; hashed: boolean; answer: MessagePort };
export type Made = { file: File; sha256: string | null };
export type Answer = Made | { error: string };

globalThis.addEventListener("message", ({ data: { take, hashed, answer } }: MessageEvent<Wish>) => {
  made(take, hashed).then(
    (one) => { answer.postMessage(one satisfies Answer); },
    (error: unknown) => { answer.postMessage({ error: String(error) } satisfies Answer); },
  );
});

async function made(take: Take, hashed: boolean): Promise<Made> {
  const file = await fileOf(take);
  return { file, sha256: hashed ? await sha256Of(file) : null };
}
