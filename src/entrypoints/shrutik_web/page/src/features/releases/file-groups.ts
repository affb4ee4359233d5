/** The files of a dataset by what they are for, and the list by which a program fetches them. */

export type File = { name: string; bytes: number; sha256: string; url: string };
export const GROUPS = ["sound", "manifest", "views", "about", "proof"] as const;
export type GroupName = (typeof GROUPS)[number];

const PROOF = new Set(["SHA256SUMS", "SHA256SUMS.minisig", "release.json", "provenance.json"]);
const MANIFEST = new Set(["manifest.schema.json", "splits.jsonl"]);

export function groupOf(name: string): GroupName {
  if (name.startsWith("shards/")) return "sound";
  if (name.startsWith("manifest/") || name.startsWith("delta-") || MANIFEST.has(name)) return "manifest";
  if (name.startsWith("views/")) return "views";
  return PROOF.has(name) ? "proof" : "about";
}

/** The split that a file holds alone: one of sound, of the manifest or of a view that names it; null if it holds all. */
export function splitOf(name: string, splits: readonly string[]): string | null {
  const parts = name.split(/[/_.-]/u).slice(1);
  return /^(?:shards|manifest|views)\//u.test(name) ? (splits.find((split) => parts.includes(split)) ?? null) : null;
}

/** Splits that have sound, in the files' order. */
export function splitsIn(files: readonly File[]): string[] {
  const names = files.map(({ name }) => /^shards\/(.+)-\d+\.tar$/u.exec(name)?.[1]);
  return [...new Set(names.filter((name) => name !== undefined))];
}

/** What `curl --config` reads: an address and a name in this folder for each file. */
export function curlList(files: readonly File[], folder: string, origin: string): string {
  const quoted = (text: string): string => `"${text.replace(/["\\]/gu, String.raw`\$&`)}"`;
  return files.map(({ name, url }) => `url = ${quoted(new URL(url, origin).href)}\noutput = ${quoted(`${folder}/${name}`)}\n`).join("\n");
}
