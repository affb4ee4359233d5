/** Keys that work without leaving a text field: each with a modifier, shown on its button, changeable, and off if wished. */
import { useEffect, useLayoutEffect, useRef, useState } from "react";

/** Alt or Ctrl and the place of a key, such as "Alt+KeyK": the same key in every script. */
export type Chord = string;
export type Chords<Action extends string> = Readonly<Record<Action, Chord>>;

const MAC = /Mac|iPhone|iPad/.test(navigator.userAgent);
const REMEMBERED = "shrutik-keys";

type Kept = { on: boolean; playAtOnce: boolean; chords: Readonly<Record<string, Chord>> };
const FIRST: Kept = { on: true, playAtOnce: true, chords: {} };

function remembered(): Kept {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(REMEMBERED) ?? "{}");
    return typeof kept === "object" && kept !== null ? { ...FIRST, ...kept } : FIRST;
  } catch {
    return FIRST;
  }
}

export type KeySettings<Action extends string> = {
  on: boolean;
  /** Whether the next clip is played as soon as it is there. */
  playAtOnce: boolean;
  chords: Chords<Action>;
  change: (some: { on?: boolean; playAtOnce?: boolean; chord?: [Action, Chord]; usual?: true }) => void;
};

export function useKeySettings<Action extends string>(usual: Chords<Action>): KeySettings<Action> {
  const [kept, setKept] = useState(remembered);
  const change: KeySettings<Action>["change"] = ({ chord, usual: back, ...flags }) => {
    const chords = back ? {} : chord === undefined ? kept.chords : { ...kept.chords, [chord[0]]: chord[1] };
    const next: Kept = { ...kept, ...flags, chords };
    localStorage.setItem(REMEMBERED, JSON.stringify(next));
    setKept(next);
  };
  return { on: kept.on, playAtOnce: kept.playAtOnce, chords: { ...usual, ...kept.chords }, change };
}

/** The chord of a key press; null if it has no modifier, or types something. */
export function chordOf(event: KeyboardEvent | React.KeyboardEvent): Chord | null {
  if (event.getModifierState("AltGraph") || (!event.altKey && !event.ctrlKey && !event.metaKey)) return null;
  if (/^(Alt|Control|Meta|Shift|OS)/.test(event.code) || event.code === "") return null;
  const marks = [event.ctrlKey || event.metaKey ? "Ctrl" : "", event.altKey ? "Alt" : "", event.shiftKey ? "Shift" : ""];
  return [...marks.filter(Boolean), event.code.replace("NumpadEnter", "Enter")].join("+");
}

/** A chord as it is printed on keys. */
export function chordName(chord: Chord): string {
  const names: Readonly<Record<string, string>> = { Comma: ",", Period: ".", Space: "␣", ArrowLeft: "←", ArrowRight: "→", Enter: "↵", Ctrl: MAC ? "⌘" : "Ctrl", Alt: MAC ? "⌥" : "Alt" };
  return chord.split("+").map((key) => names[key] ?? key.replace(/^(Key|Digit|Numpad)/, "")).join(MAC ? "" : "+");
}

/** A chord as `aria-keyshortcuts` has it. */
export function chordSpoken(chord: Chord): string {
  return chord.replace("Ctrl", "Control").replace(/\b(Key|Digit)/, "").replace("Comma", ",").replace("Period", ".");
}

type Heard<Action extends string> = { on: boolean; chords: Readonly<Partial<Record<Action, Chord | undefined>>> };

/** Hear the chords wherever the focus is; what is being composed is left alone. */
export function useChords<Action extends string>(settings: Heard<Action>, act: (action: Action) => void): void {
  const latest = useRef({ settings, act });
  // Before the next key can come: an effect that waits for a picture would let it act on what was typed before.
  useLayoutEffect(() => {
    latest.current = { settings, act };
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      const { settings: now, act: doIt } = latest.current;
      if (!now.on || event.isComposing || event.defaultPrevented || document.querySelector("dialog[open]") !== null) return;
      const pressed = chordOf(event);
      const found = Object.entries<Chord | undefined>(now.chords).find(([, chord]) => chord === pressed);
      if (pressed === null || found === undefined) return;
      event.preventDefault();
      doIt(found[0] as Action);
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, []);
}
