/** Makes files of takes away from the page, and hashes them, so that nobody waits while the next take is recorded. */
import { madeHere, type Made } from "./made-here.ts";
import type { Take } from "./records.ts";

/** What is asked with, and where the answer goes: the file, with its SHA-256 if that is wished, or what went wrong. */
export type Wish = { take: Take; hashed: boolean; answer: MessagePort };
export type Answer = Made | { error: string };

globalThis.addEventListener("message", ({ data: { take, hashed, answer } }: MessageEvent<Wish>) => {
  madeHere(take, hashed).then(
    (one) => { answer.postMessage(one satisfies Answer); },
    (error: unknown) => { answer.postMessage({ error: String(error) } satisfies Answer); },
  );
});
