/** What there is to say, one prompt after the other, with or without a network. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { unreachable } from "../../api/problems.ts";
import { nextPrompt, readyPrompts } from "../../outbox/prompts.ts";
import type { Asked } from "../../parts/not-loaded.tsx";
import type { Prompt } from "./prompt-view.tsx";

export type Prompts = {
  state: "waiting" | "there" | "none" | "failed";
  /** The last look for what there is to say. */
  asked: Asked;
  prompt: Prompt | null;
  /** A take of the prompt at hand is on this device: the next one is there at once, whatever the disk does. */
  said: () => void;
  /** It was skipped on this device. */
  skipped: (prompt: Prompt) => void;
  /** It comes again after all others. */
  later: (prompt: Prompt) => void;
};

export function usePrompts(collection: string, owner: string, speaker?: string): Prompts {
  const found = useQuery({
    queryKey: ["next-prompts", collection, owner, speaker],
    queryFn: () => ready(collection, owner, speaker),
    networkMode: "always",
    retry: false,
    staleTime: 0,
  });
  const [late, setLate] = useState<readonly string[]>([]);
  const [gone, setGone] = useState<readonly string[]>([]);
  // Whoever finds none here and cannot ask must not be shown again what was said elsewhere meanwhile.
  const open = (found.isError ? [] : found.data ?? []).filter((one) => !gone.includes(one.id));
  const prompt = open.find((one) => !late.includes(one.id)) ?? late.map((id) => open.find((one) => one.id === id)).find((one) => one !== undefined) ?? null;
  const leave = (one: Prompt | null): void => {
    if (one !== null) setGone([...gone, one.id]);
    void found.refetch();
  };
  return {
    state: prompt !== null ? "there" : found.isPending ? "waiting" : found.isError ? "failed" : "none",
    asked: found,
    prompt,
    said: () => { leave(prompt); },
    skipped: leave,
    later: (one) => { setLate([...late.filter((id) => id !== one.id), one.id]); },
  };
}

async function ready(collection: string, owner: string, speaker?: string): Promise<Prompt[]> {
  const next = await nextPrompt(owner, collection, speaker);
  if (!("none" in next)) return readyPrompts(owner, collection, speaker);
  if (next.none === "offline") throw unreachable();
  return [];
}
