/** Collections, consents and the profile, fetched ahead so that a phone without a network can go on. */
import { api, got, type Message } from "../api/client.ts";
import { ApiProblem } from "../api/problems.ts";
import { consentsAhead } from "./consents.ts";
import { freshOrKept, keep, kept, keptUnder } from "./kept.ts";
import { keepMedium, spokenId } from "./media.ts";
import { refillPrompts } from "./prompts.ts";

type Collection = Message<"CollectionMessage">;
type ConsentDocument = Message<"ConsentDocumentMessage">;

/** All collections. Each of these throws an `ApiProblem` only if there is neither a network nor a kept copy. */
export function collectionsAhead(): Promise<Collection[]> {
  return freshOrKept("collection", "all", async () => {
    const page = await got(api.GET("/api/v1/collections", { params: { query: { limit: 100 } } }));
    return page.items;
  });
}

/** All collections as they were when they were last heard of; null if they never were. */
export function collectionsKept(): Promise<Collection[] | null> {
  return kept("collection", "all") as Promise<Collection[] | null>;
}

/** One collection by slug or id. */
export function collectionAhead(collection: string): Promise<Collection> {
  return freshOrKept("collection", collection, () => got(api.GET("/api/v1/collections/{collection}", { params: { path: { collection } } })));
}

export function profileAhead(): Promise<Message<"AccountMessage">> {
  return freshOrKept("profile", "me", () => got(api.GET("/api/v1/me")));
}

/** The consent text in force, in this language or the nearest; the spoken form comes along if there is one. */
export async function consentAhead(collection: string, language: string): Promise<ConsentDocument> {
  const document = await freshOrKept("consent", `text:${collection}:${language}`, () =>
    got(api.GET("/api/v1/collections/{collection}/consent", { params: { path: { collection }, query: { language } } })),
  );
  await keepMedium(spokenId(document), document.audio[document.language]);
  return document;
}

/** From now on keep this collection ready for this person: its text of consent and its prompts. */
export async function wantAhead(owner: string, collection: string, language: string): Promise<void> {
  await keep("profile", `wants:${owner}:${collection}`, { collection, language } satisfies Wanted);
  await fetchAhead(owner);
}

type Wanted = { collection: string; language: string };

/** Fetch whatever this person may need without a network. Stops quietly if there is none. */
export async function fetchAhead(owner: string): Promise<void> {
  const wishes = (await keptUnder("profile", `wants:${owner}:`)).map((wish) => wish.value as Wanted);
  const all: (() => Promise<unknown>)[] = [profileAhead, collectionsAhead, () => consentsAhead(owner)];
  for (const { collection, language } of wishes) {
    all.push(() => collectionAhead(collection), () => consentAhead(collection, language), () => refillPrompts(owner, collection));
  }
  for (const one of all) {
    if (!navigator.onLine) return;
    await one().catch(onlyProblems);
  }
}

/** Fetch ahead now and whenever the network comes back; returns what ends it. */
export function startAhead(owner: string): () => void {
  const fetchNow = (): void => {
    void fetchAhead(owner);
  };
  fetchNow();
  globalThis.addEventListener("online", fetchNow);
  return () => {
    globalThis.removeEventListener("online", fetchNow);
  };
}

function onlyProblems(error: unknown): void {
  if (!(error instanceof ApiProblem)) throw error;
}
