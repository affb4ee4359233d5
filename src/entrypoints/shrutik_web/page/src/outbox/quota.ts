/** How much room the device has left for takes, and the request not to be cleared away. */
import { useEffect, useState } from "react";
import type { Format } from "../sound/recorder.ts";
import { onChangeSoon } from "./changes.ts";
import { holdReserve, isShort } from "./reserve.ts";

/** Below so many minutes the speaker is warned; below the other a take is ended before a write fails, and none begins. */
export const WARN_MINUTES = 10;
export const STOP_MINUTES = 1;

/** A block is kept as 32-bit floats, and the file that is made of it to be sent takes room as well. */
const BYTES_OF_A_SAMPLE = 4;
const OF_THE_FILE = 1.5;
/** A quota that is a round number above what is used is made up: it tells nothing of the disk. */
const MADE_UP_STEP = 2 ** 30;
/** What a browser grants is shared with the page itself. */
const SPARED_BYTES = 5_000_000;

export type Room = {
  /** Bytes that are left; null if the browser does not say, or does not say it in truth. */
  left: number | null;
  /** Whether there is less than a minute's room, whatever the browser says. */
  short: boolean;
  used: number | null;
  /** Whether the browser keeps what is stored when it clears up. */
  persisted: boolean;
};

/** The room there is now. */
export async function room(): Promise<Room> {
  const manager = storageManager();
  // Room that was made since is seen by having it in hand again.
  const short = isShort() && !(await holdReserve());
  if (manager === null) return { left: null, short, used: null, persisted: false };
  const [{ quota, usage }, persisted] = await Promise.all([manager.estimate(), manager.persisted()]);
  const told = quota !== undefined && usage !== undefined && (quota <= usage || (quota - usage) % MADE_UP_STEP !== 0);
  return { left: told ? Math.max(0, quota - usage - SPARED_BYTES) : null, short, used: usage ?? null, persisted };
}

/** Of a usual microphone, until the one at hand is known. */
let format: Format = { sampleRate: 48_000, channels: 1 };

/** From now on minutes are those of this microphone. */
export function reckonWith(known: Format): void {
  format = known;
}

/** Minutes that can still be recorded; null if the browser does not say. */
export function minutesLeft(room: Room): number | null {
  if (room.left === null) return null;
  return room.left / (format.sampleRate * format.channels * BYTES_OF_A_SAMPLE * OF_THE_FILE * 60);
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
    const unsubscribe = onChangeSoon(look);
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
