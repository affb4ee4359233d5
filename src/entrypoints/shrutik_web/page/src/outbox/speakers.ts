/** People without an account for whom this person records: who they are, and whether they agreed. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { freshOrKept, keep, kept } from "./kept.ts";
import { addedHere, spokenTakes } from "./newcomers.ts";
import type { SpokenConsent } from "./records.ts";

type Collection = Message<"CollectionMessage">;
/** `agreed`: to be recorded, under the text in force; false also while that cannot be asked. `added`: the id that they had on this device before the server knew them. */
export type Speaker = { id: string; added?: string | undefined; name: string; guardian: string; agreed: boolean };

const PAGE = 100;
/** A facilitator who looks after more people than fit on so many pages sees the latest of them. */
const MOST_PAGES = 5;

/** Those who record for a collection, by name. Throws an `ApiProblem` if there is neither a network nor a kept copy. */
export async function speakersAhead(owner: string, collection: Collection): Promise<Speaker[]> {
  const [all, added] = [await freshOrKept("profile", `speakers:${owner}`, everySpeaker), await addedHere()];
  const { version } = collection.consent;
  const waiting = (await spokenTakes(owner)).filter((take) => take.collection === collection.slug);
  const agreedHere = (speaker: string): boolean => waiting.some((take) => take.speaker === speaker && inForce(take.agreed, version));
  const speakers: Speaker[] = [];
  for (const { id, name, guardian, collection_id } of all) {
    if (collection_id !== collection.id) continue;
    speakers.push({ id, added: added.get(id), name, guardian, agreed: agreedHere(id) || (await hasAgreed(owner, id, version)) });
  }
  const known = new Set(speakers.map((one) => one.added));
  for (const { speaker, speakerName, agreed } of waiting) {
    if (speaker === undefined || agreed?.newcomer === undefined || known.has(speaker)) continue;
    known.add(speaker);
    speakers.push({ id: speaker, name: speakerName ?? "", guardian: agreed.newcomer.guardian, agreed: agreedHere(speaker) });
  }
  return speakers.sort((one, other) => one.name.localeCompare(other.name, collection.language));
}

async function everySpeaker(): Promise<Message<"SpeakerMessage">[]> {
  const speakers: Message<"SpeakerMessage">[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const query: { limit: number; cursor?: string } = { limit: PAGE, ...(cursor === null ? {} : { cursor }) };
    const { items, next_cursor } = await got(api.GET("/api/v1/speakers", { params: { query } }));
    speakers.push(...items);
    cursor = next_cursor;
    if (cursor === null) break;
  }
  return speakers;
}

/** That somebody agreed is remembered, so that a facilitator without a network can record them; that they did not is asked again. */
async function hasAgreed(owner: string, speaker: string, version: string): Promise<boolean> {
  if ((await kept("consent", agreedId(owner, speaker))) === version) return true;
  try {
    const { items } = await got(api.GET("/api/v1/speakers/{speaker_id}/consents", { params: { path: { speaker_id: speaker }, query: { limit: 1 } } }));
    const [latest] = items;
    const agreed = latest?.status === "given" && inForce(latest, version);
    if (agreed) await rememberAgreed(owner, speaker, version);
    return agreed;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return false;
  }
}

/** This speaker agreed to this version. */
export function rememberAgreed(owner: string, speaker: string, version: string): Promise<void> {
  return keep("consent", agreedId(owner, speaker), version);
}

function agreedId(owner: string, speaker: string): string {
  return `spoken:${owner}:${speaker}`;
}

function inForce(agreed: Pick<SpokenConsent, "version" | "purposes"> | undefined, version: string): boolean {
  return agreed?.version === version && agreed.purposes.includes("record");
}
