/** People who were added on this device: they have an id of its own until the server has heard of them. */
import { database } from "./database.ts";
import { kept, keptUnder } from "./kept.ts";
import type { Take } from "./records.ts";
import { inAnyCase } from "./reserve.ts";

const NEW = "new-";
const KNOWN = "known:";

/** An id for somebody whom the server does not know. */
export function newSpeaker(): string {
  return `${NEW}${crypto.randomUUID()}`;
}

/** The id under which the server knows a speaker; null if it does not yet. */
export async function knownAs(speaker: string): Promise<string | null> {
  return speaker.startsWith(NEW) ? ((await kept("profile", `${KNOWN}${speaker}`)) as string | null) : speaker;
}

/** From now on the server knows this speaker; what was recorded of them here is sent under its id. */
export async function nowKnownAs(speaker: string, id: string): Promise<void> {
  const store = await database();
  await inAnyCase(() => store.put("kept", { kind: "profile", id: `${KNOWN}${speaker}`, at: Date.now(), value: id }));
}

/** The server's ids of those who were added on this device, each with the id that it had here. */
export async function addedHere(): Promise<ReadonlyMap<string, string>> {
  const known = await keptUnder("profile", KNOWN);
  return new Map(known.map(({ id, value }) => [value as string, id.slice(KNOWN.length)]));
}

/** This person's takes of consents that others said aloud, and that wait to be sent. */
export async function spokenTakes(owner: string): Promise<Take[]> {
  const store = await database();
  const takes = await store.getAll("takes");
  return takes.filter((take) => take.owner === owner && take.agreed !== undefined && take.held !== true && (take.state === "done" || take.state === "sending"));
}

/** Whether a take must wait, for its speaker's consent has not arrived yet. */
export async function waitsForSpoken({ owner, speaker, agreed }: Take): Promise<boolean> {
  return speaker !== undefined && agreed === undefined && (await spokenTakes(owner)).some((take) => take.speaker === speaker);
}
