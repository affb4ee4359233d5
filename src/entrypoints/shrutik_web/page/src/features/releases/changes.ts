/** What changed from one version of a dataset to the next: a clip bears the same pseudonym in all of them. */
import type { Message } from "../../api/client.ts";
import { streamAt } from "../../api/uploads.ts";
import { linesOf } from "./lines.ts";

type Release = Message<"ReleaseMessage">;
/** What is read of a line of the view `jsonl`. */
export type ClipText = { clip: string; text: string };
export type Changes = { added: number; gone: number; rewritten: number; same: number };
/** Larger views are not fetched only to be compared: about 40,000 clips. */
const LARGEST_COMPARED_BYTES = 48_000_000;

export async function changesBetween(before: AsyncIterable<ClipText>, after: AsyncIterable<ClipText>): Promise<Changes> {
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

/** Addresses of the texts of all clips; null if the release has no such view, or too large a one. */
export function textsOf({ files }: Release): string[] | null {
  const found = files.filter(({ name }) => /^views\/jsonl\/[^/]+\.jsonl$/u.test(name));
  const bytes = found.reduce((sum, file) => sum + file.bytes, 0);
  return found.length > 0 && bytes <= LARGEST_COMPARED_BYTES ? found.map((file) => file.url) : null;
}

export async function* clipTexts(addresses: readonly string[]): AsyncGenerator<ClipText> {
  for (const address of addresses) for await (const line of linesOf(await streamAt(address))) if (line !== "") yield JSON.parse(line) as ClipText;
}

/** The file by which a program comes from one version to the next. */
export function deltaFrom({ files }: Release, before: Release): string | null {
  const name = `delta-from-v${before.version}.jsonl.zst`;
  return files.some((file) => file.name === name) ? name : null;
}
