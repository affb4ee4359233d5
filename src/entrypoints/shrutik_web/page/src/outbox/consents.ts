/** What a person agreed to: the server's word, and agreements that wait here until there is a network. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { announce } from "./changes.ts";
import { database } from "./database.ts";
import { freshOrKept, keep, kept } from "./kept.ts";
import type { OutgoingConsent } from "./records.ts";
import { isForLater } from "./texts.ts";

/** What was agreed to, wherever it is now. */
export type Agreement = Pick<OutgoingConsent, "version" | "purposes">;
type Consent = Message<"ConsentMessage">;

/** What this person agreed to, newest first, as the server knows it. Throws an `ApiProblem` if there is neither it nor a kept copy. */
export function consentsAhead(owner: string): Promise<Consent[]> {
  return freshOrKept("consent", listId(owner), async () => {
    const page = await got(api.GET("/api/v1/me/consents", { params: { query: { limit: 100 } } }));
    return page.items;
  });
}

/** What this person agreed to last for a collection, sent or not; null if that is nothing, as far as this device knows. */
export async function agreementOf(owner: string, collection: string): Promise<Agreement | null> {
  const store = await database();
  const waiting = await store.get("consents", [owner, collection]);
  if (waiting?.state === "waiting") return waiting;
  try {
    return agreedTo(await consentsAhead(owner), collection);
  } catch (error) {
    // To agree once more does no harm.
    if (error instanceof ApiProblem && error.passes) return null;
    throw error;
  }
}

/** The same as it was when it was last heard of, without asking; null if nothing is known. */
export async function agreementKept(owner: string, collection: string): Promise<Agreement | null> {
  const store = await database();
  const waiting = await store.get("consents", [owner, collection]);
  if (waiting?.state === "waiting") return waiting;
  return agreedTo((await kept("consent", listId(owner))) as Consent[] | null, collection);
}

function agreedTo(consents: readonly Consent[] | null, collection: string): Consent | null {
  return consents?.find((one) => one.collection_id === collection && one.status === "given") ?? null;
}

/** This person's agreements that the server does not have, the newest first. */
export async function listConsents(owner: string): Promise<OutgoingConsent[]> {
  const store = await database();
  const all = await store.getAll("consents");
  return all.filter((one) => one.owner === owner).sort((one, other) => other.givenAt - one.givenAt);
}

/**
 * Agree: it is on the disk before it is sent, and waits there if the server cannot be reached.
 *
 * Throws the `ApiProblem` of a server that refuses; nothing waits then.
 */
export async function giveConsent(given: Omit<OutgoingConsent, "id" | "givenAt" | "state" | "problem">): Promise<void> {
  const consent: OutgoingConsent = { ...given, id: crypto.randomUUID(), givenAt: Date.now(), state: "waiting" };
  const store = await database();
  await store.put("consents", consent);
  try {
    await post(consent);
    await forget(consent);
  } catch (error) {
    const waits = error instanceof ApiProblem && isForLater(error);
    if (!waits) await forget(consent);
    announce();
    if (!waits) throw error;
  }
}

/**
 * Send an agreement that waits. It is gone then, or refused, with the reason.
 *
 * Throws an `ApiProblem` if the same may succeed later.
 */
export async function sendConsent(consent: OutgoingConsent): Promise<void> {
  try {
    // What the person decided since, on another device, stands: a withdrawal is not undone by an older agreement.
    if (!(await decidedSince(consent))) await post(consent);
    await forget(consent);
  } catch (error) {
    if (!(error instanceof ApiProblem) || isForLater(error)) throw error;
    const store = await database();
    await store.put("consents", { ...consent, state: "refused", problem: error.kept });
  }
  announce();
}

/** Whether a take must wait, for what allows it has not arrived yet. `slug`: of its collection. */
export async function waitsForConsent(owner: string, slug: string): Promise<boolean> {
  return (await listConsents(owner)).some((one) => one.slug === slug && one.state === "waiting");
}

/** Forget one that was refused: the person has read why. */
export async function dropConsent(consent: OutgoingConsent): Promise<void> {
  await forget(consent);
  announce();
}

async function post({ id, slug, version, purposes, language, hash, owner }: OutgoingConsent): Promise<void> {
  const body = { collection: slug, version, purposes, language, hash };
  await got(api.POST("/api/v1/consents", { params: { header: { "Idempotency-Key": `consent-${id}` } }, body }));
  await consentsAhead(owner);
}

async function decidedSince({ owner, collection, givenAt }: OutgoingConsent): Promise<boolean> {
  const { items } = await got(api.GET("/api/v1/me/consents", { params: { query: { limit: 100 } } }));
  await keep("consent", listId(owner), items);
  return items.some((one) => one.collection_id === collection && Date.parse(one.withdrawn_at ?? one.given_at) > givenAt);
}

/** Unless a newer one has taken its place. */
async function forget({ owner, collection, id }: OutgoingConsent): Promise<void> {
  const store = await database();
  const kept = store.transaction("consents", "readwrite");
  const known = await kept.store.get([owner, collection]);
  if (known?.id === id) await kept.store.delete([owner, collection]);
  await kept.done;
}

function listId(owner: string): string {
  return `given:${owner}`;
}
