/** How much room the device has left for takes, and the request not to be cleared away. */
import { useEffect, useState } from "react";
import { onChange } from "./changes.ts";

/** Below so many minutes the speaker is warned; below the other a take is ended before a write fails, and none begins. */
export const WARN_MINUTES = 10;
export const STOP_MINUTES = 1;

/** A block is kept as 32-bit floats, and the file that is made of it to be sent takes room as well. */
const BYTES_OF_A_SAMPLE = 4;
const OF_THE_FILE = 1.5;
/** What a browser grants is shared with the page itself. */
const SPARED_BYTES = 5_000_000;

export type Room = {
  /** Bytes that are left; null if the browser does not say. */
  left: number | null;
  used: number | null;
  /** Whether the browser keeps what is stored when it clears up. */
  persisted: boolean;
};

/** The room there is now. */
export async function room(): Promise<Room> {
  const manager = storageManager();
  if (manager === null) return { left: null, used: null, persisted: false };
  const [{ quota, usage }, persisted] = await Promise.all([manager.estimate(), manager.persisted()]);
  if (quota === undefined || usage === undefined) return { left: null, used: usage ?? null, persisted };
  return { left: Math.max(0, quota - usage - SPARED_BYTES), used: usage, persisted };
}

/** Minutes that can still be recorded; null if the browser does not say. */
export function minutesLeft(room: Room, sampleRate: number, channels: number): number | null {
  if (room.left === null) return null;
  return room.left / (sampleRate * channels * BYTES_OF_A_SAMPLE * OF_THE_FILE * 60);
}

/** Ask the browser to keep what is stored here; resolves to whether it will. Ask on a press, for some browsers ask the person. */
export async function keepForGood(): Promise<boolean> {
  const manager = storageManager();
  if (manager === null) return false;
  return (await manager.persisted()) || (await manager.persist());
}

/** The room, looked up again whenever the outbox changes, and every so many milliseconds; null until it is known. */
export function useRoom(every = 15_000): Room | null {
  const [known, setKnown] = useState<Room | null>(null);
  useEffect(() => {
    let over = false;
    const look = (): void => {
      void room().then((found) => {
        if (!over) setKnown(found);
      });
    };
    look();
    const timer = setInterval(look, every);
    const unsubscribe = onChange(look);
    return () => {
      over = true;
      clearInterval(timer);
      unsubscribe();
    };
  }, [every]);
  return known;
}

function storageManager(): StorageManager | null {
  // There is none on pages that are not secure.
  return "storage" in navigator ? navigator.storage : null;
}
