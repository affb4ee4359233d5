/** Prompts as lines of a file: what kind of file it is, and lines taken out or added. */

export type FileKind = "text/plain" | "application/jsonl";

/** JSON Lines if the first line that says anything begins an object, else one text on each line. */
export function kindOf(file: string): FileKind {
  return file.trimStart().startsWith("{") ? "application/jsonl" : "text/plain";
}

/** The file without the lines of these numbers, counted from 1. */
export function without(file: string, numbers: readonly number[]): string {
  const out = new Set(numbers);
  return file.split("\n").filter((_, place) => !out.has(place + 1)).join("\n");
}

/** The line of a number, counted from 1, and where it begins and ends in the file. */
export function lineAt(file: string, number: number): { text: string; start: number; end: number } {
  const lines = file.split("\n");
  const start = lines.slice(0, number - 1).reduce((sum, line) => sum + line.length + 1, 0);
  const text = lines[number - 1] ?? "";
  return { text, start, end: start + text.length };
}

/** The file with prompts of pictures or sounds at its end; plain texts become JSON Lines, so that both stand in one file. */
export function withMedia(file: string, media: readonly { id: string; kind: "picture" | "sound" }[], text: string): string {
  const told = kindOf(file) === "application/jsonl" ? file.split("\n") : file.split("\n").map((line) => line.trim()).filter(Boolean).map((line) => JSON.stringify({ text: line }));
  const added = media.map(({ id, kind }) => JSON.stringify({ text, kind, media_id: id }));
  return [...told.filter((line) => line.trim() !== ""), ...added].join("\n");
}
