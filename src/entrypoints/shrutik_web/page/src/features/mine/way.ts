/** How far a recording has come on its way from sent to dataset. */
import type { Chunk, Recording } from "./questions.ts";

export type StepState = "done" | "now" | "wrong" | "later";
export type Step = { name: "sent" | "cut" | "written" | "used"; state: StepState };

export const STATUS_KINDS: Readonly<Record<Recording["status"], "info" | "good" | "warn" | "error">> = {
  uploaded: "info",
  processing: "info",
  chunked: "good",
  refused: "error",
  failed: "error",
  withdrawn: "warn",
};

/** Clips whose way is at its end: a text was settled, or there is none to be had. */
const ENDED: ReadonlySet<Chunk["status"]> = new Set(["settled", "rejected", "silent", "withdrawn"]);

export function wayOf(recording: Pick<Recording, "status">, chunks: readonly Pick<Chunk, "status">[]): readonly Step[] {
  const cut: StepState = recording.status === "chunked" ? "done" : recording.status === "refused" || recording.status === "failed" ? "wrong" : recording.status === "withdrawn" ? "later" : "now";
  const allEnded = chunks.length > 0 && chunks.every((chunk) => ENDED.has(chunk.status));
  const written: StepState = cut !== "done" ? "later" : allEnded ? "done" : "now";
  const settled = chunks.some((chunk) => chunk.status === "settled");
  return [
    { name: "sent", state: "done" },
    { name: "cut", state: cut },
    { name: "written", state: written },
    { name: "used", state: cut === "done" && settled ? "now" : "later" },
  ];
}

/** Minutes and seconds, in the reader's own digits. */
export function lengthOf(seconds: number, number: (value: number, options?: Intl.NumberFormatOptions) => string): string {
  const whole = Math.round(seconds);
  return `${number(Math.floor(whole / 60))}:${number(whole % 60, { minimumIntegerDigits: 2 })}`;
}
