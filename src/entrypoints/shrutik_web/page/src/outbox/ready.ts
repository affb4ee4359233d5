/** What works on this device without a network: the page itself, prompts to say, clips to transcribe. */
import { useEffect, useState } from "react";
import { database } from "./database.ts";
import { keptUnder } from "./kept.ts";
import { useLive } from "./live.ts";
import { readyPrompts } from "./prompts.ts";
import { readyTasks } from "./tasks.ts";

export type Ready = { prompts: number; clips: number };

/** What is ready for this person; null until the disk was read. */
export function useReady(owner: string | null): Ready | null {
  return useLive(owner, readyFor);
}

/** Whether the page opens here without a network; false until that is known. */
export function useOpensOffline(): boolean {
  const [opens, setOpens] = useState(false);
  useEffect(() => {
    if (!("serviceWorker" in navigator)) return;
    let over = false;
    void navigator.serviceWorker.ready.then(() => {
      if (!over) setOpens(true);
    });
    return () => {
      over = true;
    };
  }, []);
  return opens;
}

async function readyFor(owner: string): Promise<Ready> {
  const store = await database();
  const ids = (await store.getAllKeys("kept", IDBKeyRange.bound(["prompt", `${owner}:`], ["prompt", `${owner}:\uffff`]))).map(([, id]) => id);
  const queues = ids.map((id) => id.slice(owner.length + 1).split(":"));
  const prompts = await Promise.all(queues.map(([collection = "", speaker]) => readyPrompts(owner, collection, speaker)));
  const kept = await keptUnder("task", `${owner}:`);
  const wanted = new Set(kept.map(({ value }) => (value as { wanted: string }).wanted));
  const clips = await Promise.all([...wanted].map((collection) => readyTasks(owner, collection)));
  return { prompts: prompts.flat().length, clips: clips.flat().length };
}
