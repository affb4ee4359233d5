/** Makes files of takes away from the page, so that nobody waits while the next take is recorded. */
import type { Take } from "./records.ts";
import { fileOfBlocks } from "./take-file.ts";

/** What is asked with, and where the answer goes: the file, or what went wrong. */
export type Wish = { take: Take; answer: MessagePort };
export type Answer = { file: File } | { error: string };

globalThis.addEventListener("message", ({ data: { take, answer } }: MessageEvent<Wish>) => {
  fileOfBlocks(take).then(
    (file) => { answer.postMessage({ file } satisfies Answer); },
    (error: unknown) => { answer.postMessage({ error: String(error) } satisfies Answer); },
  );
});
