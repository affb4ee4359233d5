/** What is said next: one prompt at hand and more behind it, so that none has to be waited for. */
import { useQuery } from "@tanstack/react-query";
import { useMemo, useState } from "react";
import { api, got } from "../../api/client.ts";
import type { Prompt } from "./prompt-view.tsx";

/** So many prompts are fetched at once. */
const AHEAD = 100;
/** So many prompts that were said or put away are remembered for each collection. */
const REMEMBERED = 5_000;

export type Prompts = {
  state: "waiting" | "there" | "none" | "failed";
  problem: unknown;
  prompt: Prompt | null;
  /** It was said: it does not come again on this device. */
  said: (prompt: Prompt) => void;
  /** It comes again after all others. */
  later: (prompt: Prompt) => void;
  refetch: () => void;
};

export function usePrompts(collection: string, owner: string): Prompts {
  const first = useQuery({
    queryKey: ["prompt-next", collection],
    queryFn: () => got(api.POST("/api/v1/prompts/next", { body: { collection } })),
    retry: false,
    staleTime: Infinity,
  });
  const all = useQuery({
    queryKey: ["prompts", collection],
    queryFn: () => got(api.GET("/api/v1/prompts", { params: { query: { collection, limit: AHEAD } } })),
    staleTime: 300_000,
  });
  const [away, putAway] = useAway(collection, owner);
  const [late, setLate] = useState<readonly string[]>([]);
  const prompt = useMemo(() => {
    const known = [...(first.data === undefined ? [] : [first.data]), ...turned(all.data?.items ?? [], owner)];
    const open = known.filter((one) => !away.includes(one.id));
    return open.find((one) => !late.includes(one.id)) ?? late.map((id) => open.find((one) => one.id === id)).find((one) => one !== undefined) ?? null;
  }, [first.data, all.data, away, late, owner]);
  const pending = first.isPending || (all.isPending && prompt === null);
  return {
    state: prompt !== null ? "there" : pending ? "waiting" : all.isError ? "failed" : "none",
    problem: all.error,
    prompt,
    said: (one) => { putAway(one.id); },
    later: (one) => { setLate([...late.filter((id) => id !== one.id), one.id]); },
    refetch: () => { void first.refetch(); void all.refetch(); },
  };
}

/** The same prompts begun at a place of one's own: people who begin together do not all read the same. */
export function turned<One>(items: readonly One[], owner: string): readonly One[] {
  if (items.length === 0) return items;
  let mixed = 0;
  for (const letter of owner) mixed = (Math.imul(mixed, 31) + letter.charCodeAt(0)) >>> 0;
  const start = mixed % items.length;
  return [...items.slice(start), ...items.slice(0, start)];
}

function useAway(collection: string, owner: string): [readonly string[], (id: string) => void] {
  const name = `shrutik-said-${owner}-${collection}`;
  const [away, setAway] = useState<readonly string[]>(() => remembered(name));
  const putAway = (id: string): void => {
    const next = [...remembered(name).filter((one) => one !== id), id].slice(-REMEMBERED);
    localStorage.setItem(name, JSON.stringify(next));
    setAway(next);
  };
  return [away, putAway];
}

function remembered(name: string): readonly string[] {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(name) ?? "[]");
    return Array.isArray(kept) ? kept.filter((one) => typeof one === "string") : [];
  } catch {
    return [];
  }
}
