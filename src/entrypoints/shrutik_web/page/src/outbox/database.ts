/** The one IndexedDB of the page: takes and their blocks, texts and drafts, and what was fetched ahead. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Draft, Kept, OutgoingText, Take, TakeBlock } from "./records.ts";

export interface Schema extends DBSchema {
  takes: { key: string; value: Take; indexes: { "by-state": Take["state"] } };
  blocks: { key: [string, number]; value: TakeBlock };
  texts: { key: string; value: OutgoingText };
  drafts: { key: string; value: Draft };
  kept: { key: [string, string]; value: Kept };
}

export type Database = IDBPDatabase<Schema>;

const NAME = "shrutik";
const VERSION = 1;

let opened: Promise<Database> | null = null;

/** The database, opened once in this tab or worker. */
export function database(): Promise<Database> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(made) {
      made.createObjectStore("takes", { keyPath: "id" }).createIndex("by-state", "state");
      made.createObjectStore("blocks", { keyPath: ["take", "number"] });
      made.createObjectStore("texts", { keyPath: "task" });
      made.createObjectStore("drafts", { keyPath: "task" });
      made.createObjectStore("kept", { keyPath: ["kind", "id"] });
    },
    blocking(_current, _blocked, event) {
      (event.target as IDBDatabase).close();
      opened = null;
    },
    terminated() {
      opened = null;
    },
  });
  return opened;
}
