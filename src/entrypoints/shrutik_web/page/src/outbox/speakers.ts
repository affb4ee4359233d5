/** People without an account for whom this person records: who they are, and whether they agreed. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { freshOrKept, keep, kept } from "./kept.ts";

type Collection = Message<"CollectionMessage">;
/** `agreed`: to be recorded, under the text in force; false also while that cannot be asked. */
export type Speaker = { id: string; name: string; guardian: string; agreed: boolean };

const PAGE = 100;
/** A facilitator who looks after more people than fit on so many pages sees the latest of them. */
const MOST_PAGES = 5;

/** Those who record for a collection, by name. Throws an `ApiProblem` if there is neither a network nor a kept copy. */
export async function speakersAhead(owner: string, collection: Collection): Promise<Speaker[]> {
  const all = await freshOrKept("profile", `speakers:${owner}`, everySpeaker);
  const speakers: Speaker[] = [];
  for (const { id, name, guardian, collection_id } of all) {
    if (collection_id !== collection.id) continue;
    speakers.push({ id, name, guardian, agreed: await hasAgreed(owner, id, collection.consent.version) });
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
  const id = `spoken:${owner}:${speaker}`;
  if ((await kept("consent", id)) === version) return true;
  try {
    const { items } = await got(api.GET("/api/v1/speakers/{speaker_id}/consents", { params: { path: { speaker_id: speaker }, query: { limit: 1 } } }));
    const [latest] = items;
    const agreed = latest?.status === "given" && latest.version === version && latest.purposes.includes("record");
    if (agreed) await keep("consent", id, version);
    return agreed;
  } catch (error) {
    if (!(error instanceof ApiProblem)) throw error;
    return false;
  }
}
