/** What changed from one version of a dataset to the next: a clip bears the same pseudonym in all of them. */
import type { ManifestLine } from "./counts.ts";

export type Changes = { added: number; gone: number; rewritten: number; same: number };

export async function changesBetween(before: AsyncIterable<ManifestLine>, after: AsyncIterable<ManifestLine>): Promise<Changes> {
  const texts = new Map<string, string>();
  for await (const line of before) texts.set(line.clip, line.text);
  const changes = { added: 0, gone: 0, rewritten: 0, same: 0 };
  for await (const { clip, text } of after) {
    const known = texts.get(clip);
    if (known === undefined) changes.added += 1;
    else if (known === text) changes.same += 1;
    else changes.rewritten += 1;
    texts.delete(clip);
  }
  return { ...changes, gone: texts.size };
}
