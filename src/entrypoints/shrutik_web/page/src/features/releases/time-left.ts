/** How long what is under way will take, by how fast it went while somebody looked. */
import { useState } from "react";

/** `at` in milliseconds; `progress` from 0 to 1. */
export type Sighting = { at: number; progress: number };
/** Milliseconds below which a pace says nothing. */
export const LEAST_WATCHED = 3_000;

/** Seconds; null as long as nothing has moved. */
export function timeLeft(first: Sighting, last: Sighting): number | null {
  const [watched, gained] = [last.at - first.at, last.progress - first.progress];
  if (watched < LEAST_WATCHED || gained <= 0) return null;
  return ((1 - last.progress) * watched) / gained / 1_000;
}

/** The same of a figure that is looked at again and again; what has not begun, or begins anew, is watched from then on. */
export function useTimeLeft(at: number, progress: number): number | null {
  const [first, setFirst] = useState<Sighting>({ at, progress });
  if (progress < first.progress || (progress === 0 && at !== first.at)) setFirst({ at, progress });
  return timeLeft(first, { at, progress });
}
