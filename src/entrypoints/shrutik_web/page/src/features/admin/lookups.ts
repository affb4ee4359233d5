/** What several screens ask of the server: collections, and names of people by their ids. */
import { useQuery } from "@tanstack/react-query";
import { api, got, type Message } from "../../api/client.ts";
import { useWords } from "../../words/words.ts";
import { from } from "./paged.tsx";

export type Collection = Message<"CollectionMessage">;
export type Account = Message<"AccountMessage">;

const MOST = 100;
/** Names are looked up among so many pages of the newest accounts. */
const NAMED_PAGES = 5;

export function useCollections() {
  return useQuery({ queryKey: ["admin", "collections"], queryFn: () => got(api.GET("/api/v1/collections", { params: { query: { limit: MOST } } })) });
}

export function useCollection(slug: string) {
  return useQuery({ queryKey: ["admin", "collection", slug], queryFn: () => got(api.GET("/api/v1/collections/{collection}", { params: { path: { collection: slug } } })) });
}

/** The newest accounts, for choosing among them and for their names. */
export function useAccounts() {
  return useQuery({ queryKey: ["admin", "accounts"], queryFn: newestAccounts, staleTime: 60_000 });
}

async function newestAccounts(): Promise<Account[]> {
  const found: Account[] = [];
  let cursor: string | null = null;
  for (let page = 0; page < NAMED_PAGES; page++) {
    const { items, next_cursor }: Message<"UserPage"> = await got(api.GET("/api/v1/admin/users", { params: { query: { limit: MOST, ...from(cursor) } } }));
    found.push(...items);
    cursor = next_cursor;
    if (cursor === null) break;
  }
  return found;
}

/** A person's name or address; the beginning of the id if they are not among the newest. */
export function usePersonName(): (id: string) => string {
  const accounts = useAccounts();
  return (id) => {
    const found = accounts.data?.find((one) => one.id === id);
    return found === undefined ? `${id.slice(0, 8)}…` : nameOf(found);
  };
}

export function nameOf(account: Account): string {
  return account.name || (account.email ?? `${account.id.slice(0, 8)}…`);
}

/** Words of a key that the server may know before the catalogue does; else what the server calls it. */
export function useSaid(): (key: string, otherwise: string) => string {
  const { t } = useWords();
  return (key, otherwise) => {
    const said = t(key);
    return said.includes(key) ? otherwise : said;
  };
}
