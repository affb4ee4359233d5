/**
 * Room held in hand: a file that is let go when the disk is full, so that what was said still gets there.
 *
 * Browsers do not say how much room there is in truth (Chromium since 138), and at the limit not even a state can be written.
 */

/** A minute of two channels at 48 kHz as they are kept. */
const RESERVE_BYTES = 24_000_000;
/** It is written in so many pieces, each when the page has nothing else to do, or after so many milliseconds. */
const PIECES = 24;
const MOST_WAITED_MS = 200;
const NAME = "shrutik-reserve";

/** After it was let go, what still has to be written comes first. */
const LEFT_ALONE_MS = 10_000;

let held: boolean | null = null;
let letGoAt = -Infinity;
let filling: Promise<boolean> | null = null;

/** Whether the room in hand could not be had when it was tried last. */
export function isShort(): boolean {
  return held === false;
}

/** Have the room in hand; resolves to whether there is. A browser that has no such files has to be believed. */
export async function holdReserve(): Promise<boolean> {
  if (held === true || performance.now() < letGoAt + LEFT_ALONE_MS) return held === true;
  filling ??= taken().finally(() => {
    filling = null;
  });
  held = await filling;
  return held;
}

async function taken(): Promise<boolean> {
  const folder = await ownFolder();
  if (folder === null) return true;
  try {
    const file = await folder.getFileHandle(NAME, { create: true });
    if ((await file.getFile()).size !== RESERVE_BYTES) await fill(file);
    return true;
  } catch (error) {
    if (!isFull(error)) throw error;
    await folder.removeEntry(NAME).catch(() => undefined);
    return false;
  }
}

/** Write what must be written in any case: if the disk is full, the room in hand is let go for it. `full` is told of that. */
export async function inAnyCase<T>(write: () => Promise<T>, full?: () => void): Promise<T> {
  try {
    return await write();
  } catch (error) {
    if (!isFull(error) || !(await letGo())) throw error;
    const done = await write();
    full?.();
    return done;
  }
}

export function isFull(error: unknown): boolean {
  return error instanceof DOMException && error.name === "QuotaExceededError";
}

/** Resolves to whether it is worth to write again. */
async function letGo(): Promise<boolean> {
  letGoAt = performance.now();
  await filling;
  held = false;
  const folder = await ownFolder();
  if (folder === null) return false;
  // It may be gone already, let go by another tab.
  await folder.removeEntry(NAME).catch(() => undefined);
  return true;
}

async function fill(file: FileSystemFileHandle): Promise<void> {
  const writing = await file.createWritable();
  try {
    const piece = new Uint8Array(RESERVE_BYTES / PIECES);
    for (let number = 0; number < PIECES; number++) {
      await nothingElse();
      await writing.write(piece);
    }
    await writing.close();
  } catch (error) {
    await writing.abort().catch(() => undefined);
    throw error;
  }
}

/** Resolves when the page is idle. Not every browser tells, whatever the type says. */
async function nothingElse(): Promise<void> {
  const idle = globalThis.requestIdleCallback as typeof requestIdleCallback | undefined;
  if (idle !== undefined) await new Promise((resolve) => idle(resolve, { timeout: MOST_WAITED_MS }));
}

/** Null if the browser keeps no files of our own, or none that can be written from a page. */
async function ownFolder(): Promise<FileSystemDirectoryHandle | null> {
  if (!("storage" in navigator) || !("getDirectory" in navigator.storage) || !("createWritable" in FileSystemFileHandle.prototype)) return null;
  return navigator.storage.getDirectory().catch(() => null);
}
