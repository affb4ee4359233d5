/** What a speaker chose for this device: microphone, keys, and whether each take is heard before it is kept. */
import { useState } from "react";

export type Preferences = {
  /** Remembered by id and label: browsers change ids, people know labels. */
  microphone: { id: string; label: string } | null;
  keys: boolean;
  listenFirst: boolean;
  /** Whether the microphone was tried on this device. */
  checked: boolean;
};

const NAME = "shrutik-recorder";
const FIRST: Preferences = { microphone: null, keys: true, listenFirst: true, checked: false };

function remembered(): Preferences {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(NAME) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...FIRST, ...kept } : FIRST;
  } catch {
    return FIRST;
  }
}

export function usePreferences(): [Preferences, (change: Partial<Preferences>) => void] {
  const [preferences, setPreferences] = useState(remembered);
  const change = (some: Partial<Preferences>): void => {
    const next = { ...preferences, ...some };
    localStorage.setItem(NAME, JSON.stringify(next));
    setPreferences(next);
  };
  return [preferences, change];
}
