/** Pictures and sounds of prompts and of consent texts, kept so that they are there without a network. */
import { useEffect, useState } from "react";
import { ApiProblem } from "../api/problems.ts";
import { bytesAt } from "../api/uploads.ts";
import { forgetKept, keep, kept, keptUnder } from "./kept.ts";

/** Keep what lies at an address, once; quietly none if it cannot be had now. */
export async function keepMedium(id: string, address: string | null | undefined): Promise<void> {
  if (address === null || address === undefined || (await kept("audio", id)) !== null) return;
  try {
    await keep("audio", id, await bytesAt(address));
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
  }
}

/** An address under which a picture or a sound is found: that of what was kept, else the server's; null until that is known. */
export function useMedium(id: string, address: string | null | undefined): string | null {
  const [found, setFound] = useState<{ id: string; address: string | null } | null>(null);
  useEffect(() => {
    let made: string | null = null;
    let over = false;
    void kept("audio", id).then((value) => {
      if (over) return;
      if (value instanceof Blob) made = URL.createObjectURL(value);
      setFound({ id, address: made ?? address ?? null });
    });
    return () => {
      over = true;
      if (made !== null) URL.revokeObjectURL(made);
    };
  }, [id, address]);
  return found?.id === id ? found.address : null;
}

/** Under which the sound of a consent text is kept. */
export function spokenId({ collection_id, version, language }: { collection_id: string; version: string; language: string }): string {
  return `consent:${collection_id}:${version}:${language}`;
}

/** A prompt, as far as its picture or sound goes. */
type Shown = { id: string; collection_id: string };

/** Under which the picture or sound of a prompt is kept. */
export function promptMediumId({ id, collection_id }: Shown): string {
  return `prompt:${collection_id}:${id}`;
}

/** Keep the pictures and sounds of these prompts of one collection, and no others. */
export async function keepOnlyMediaOf(prompts: readonly (Shown & { media_url: string | null })[]): Promise<void> {
  const wanted = new Set(prompts.map(promptMediumId));
  for (const collection of new Set(prompts.map((prompt) => prompt.collection_id))) {
    const all = await keptUnder("audio", `prompt:${collection}:`);
    await Promise.all(all.filter(({ id }) => !wanted.has(id)).map(({ id }) => forgetKept("audio", id)));
  }
  for (const prompt of prompts) await keepMedium(promptMediumId(prompt), prompt.media_url);
}
