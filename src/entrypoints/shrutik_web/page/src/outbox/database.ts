/** The one IndexedDB of the page: takes and their blocks, texts and drafts, agreements, skips, and what was fetched ahead. */
import { openDB, type DBSchema, type IDBPDatabase } from "idb";
import type { Draft, Kept, OutgoingConsent, OutgoingSkip, OutgoingText, Take, TakeBlock } from "./records.ts";

export interface Schema extends DBSchema {
  takes: { key: string; value: Take; indexes: { "by-state": Take["state"] } };
  blocks: { key: [string, number]; value: TakeBlock };
  texts: { key: string; value: OutgoingText };
  drafts: { key: string; value: Draft };
  kept: { key: [string, string]; value: Kept };
  consents: { key: [string, string]; value: OutgoingConsent };
  skips: { key: [string, string, string]; value: OutgoingSkip };
}

export type Database = IDBPDatabase<Schema>;

const NAME = "shrutik";
const VERSION = 3;

let opened: Promise<Database> | null = null;

/** The database, opened once in this tab or worker. */
export function database(): Promise<Database> {
  opened ??= openDB<Schema>(NAME, VERSION, {
    upgrade(made, before) {
      if (before < 1) makeFirst(made);
      if (before < 2) made.createObjectStore("consents", { keyPath: ["owner", "collection"] });
      if (before < 3) made.createObjectStore("skips", { keyPath: ["owner", "voice", "prompt"] });
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

function makeFirst(made: Database): void {
  made.createObjectStore("takes", { keyPath: "id" }).createIndex("by-state", "state");
  made.createObjectStore("blocks", { keyPath: ["take", "number"] });
  made.createObjectStore("texts", { keyPath: "task" });
  made.createObjectStore("drafts", { keyPath: "task" });
  made.createObjectStore("kept", { keyPath: ["kind", "id"] });
}
