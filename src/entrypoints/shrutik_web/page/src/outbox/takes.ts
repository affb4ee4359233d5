/** Takes on this device: found, made into files, deleted. */
import { useEffect, useState } from "react";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { useLive } from "./live.ts";
import type { Take } from "./records.ts";
import { runningTakes } from "./running-takes.ts";
import { changeTake } from "./sendable.ts";
import type { Made } from "./made-here.ts";
import type { Answer, Wish } from "./take-file.worker.ts";
import type { About } from "./take-writer.ts";

export { newRecorder } from "./take-recorder.ts";
export type { About, Voice } from "./take-writer.ts";

/** This person's takes, the newest first. */
export async function listTakes(owner: string): Promise<Take[]> {
  const store = await database();
  const takes = await store.getAll("takes");
  return takes.filter((take) => take.owner === owner).sort((one, other) => other.startedAt - one.startedAt);
}

/** The same, live across tabs; null until the disk was read. */
export function useTakes(owner: string): readonly Take[] | null {
  return useLive(owner, listTakes);
}

/** Takes that nobody decided about, for their page was killed or left; those that a tab records now are not among them. */
export function useLeftTakes(owner: string): readonly Take[] {
  const takes = useTakes(owner);
  const [left, setLeft] = useState<readonly Take[]>([]);
  useEffect(() => {
    let over = false;
    void runningTakes().then((running) => {
      if (!over) setLeft((takes ?? []).filter((take) => take.held === true && !running.has(take.id)));
    });
    return () => { over = true; };
  }, [takes]);
  return left;
}

/** A file that was handed in instead of a recording; it waits to be sent. */
export async function handIn(about: About, file: File): Promise<Take> {
  const facts = { rung: "file", sampleRate: 0, channels: 0, microphone: "", echoCancellation: null, noiseSuppression: null, autoGainControl: null, mayHaveGaps: false, ended: "stopped" } as const;
  const now = Date.now();
  const take: Take = { ...about, id: crypto.randomUUID(), state: "done", startedAt: now, endedAt: now, facts, frames: 0, file, fileName: file.name };
  const store = await database();
  await store.put("takes", take);
  announce();
  return take;
}

/** A take that a killed page left behind: what is of it counts as all of it. */
export async function keepInterrupted(id: string): Promise<void> {
  await changeTake(id, (take) => {
    const whole: Take = { ...take, state: "done", endedAt: Date.now(), facts: { ...take.facts, ended: "killed" } };
    delete whole.held;
    return whole;
  });
}

export async function deleteTake(id: string): Promise<void> {
  const store = await database();
  const kept = store.transaction(["takes", "blocks"], "readwrite");
  await Promise.all([kept.objectStore("takes").delete(id), kept.objectStore("blocks").delete(IDBKeyRange.bound([id, 0], [id, Infinity])), kept.done]);
  announce();
}

/** The file of a take, lossless: FLAC, or WAV where FLAC cannot hold it; or the file that was handed in. */
export async function takeAudio(id: string): Promise<File> {
  const store = await database();
  const take = await store.get("takes", id);
  if (take === undefined) throw new Error("This take is gone.");
  return (await made(take, false)).file;
}

/** What is sent of a take: its file, and that file's SHA-256. */
export async function takeToSend(take: Take): Promise<{ audio: File; sha256: string }> {
  const { file, sha256 } = await made(take, true);
  return { audio: file, sha256: sha256 ?? "" };
}

/** By a worker, for the page may be recording the next take; what it is made with is loaded here only where there are no workers. */
async function made(take: Take, hashed: boolean): Promise<Made> {
  if (typeof Worker !== "undefined") return madeElsewhere(take, hashed);
  const { madeHere } = await import("./made-here.ts");
  return madeHere(take, hashed);
}

async function madeElsewhere(take: Take, hashed: boolean): Promise<Made> {
  const worker = new Worker(new URL("./take-file.worker.ts", import.meta.url), { type: "module" });
  const { port1, port2 } = new MessageChannel();
  try {
    const answer = await new Promise<Answer>((resolve, reject) => {
      port1.onmessage = ({ data }: MessageEvent<Answer>) => { resolve(data); };
      worker.onerror = () => { reject(new Error("The worker that makes files did not start.")); };
      worker.postMessage({ take, hashed, answer: port2 } satisfies Wish, [port2]);
    });
    if ("error" in answer) throw new Error(answer.error);
    return answer;
  } finally {
    port1.close();
    worker.terminate();
  }
}
