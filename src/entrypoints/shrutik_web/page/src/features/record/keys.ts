/** Keys of the recorder. Space and Enter press the button that has the focus; letters work wherever nothing is typed. */
import { useEffect, useLayoutEffect, useRef } from "react";

/** What each letter does; shown on the buttons, and switched off in the settings. */
export const KEYS = { big: "r", again: "a", listen: "l", skip: "s" } as const;
export type Action = keyof typeof KEYS;

export function useKeys(on: boolean, act: (action: Action) => void): void {
  const latest = useRef(act);
  // Before the next key can come: an effect that waits for a picture would let it act on what was typed before.
  useLayoutEffect(() => {
    latest.current = act;
  });
  useEffect(() => {
    if (!on) return;
    const hear = (event: KeyboardEvent): void => {
      const action = actionOf(event);
      if (action === null) return;
      event.preventDefault();
      latest.current(action);
    };
    document.addEventListener("keydown", hear);
    return () => {
      document.removeEventListener("keydown", hear);
    };
  }, [on]);
}

function actionOf(event: KeyboardEvent): Action | null {
  if (event.defaultPrevented || event.repeat || event.isComposing || event.ctrlKey || event.metaKey || event.altKey) return null;
  const target = event.target instanceof Element ? event.target : null;
  if (target?.closest("input, textarea, select, audio, video, dialog, [contenteditable]") != null) return null;
  // Space works also if nothing has the focus, so that a stray click does not stop the work.
  if (event.key === " ") return target === document.body ? "big" : null;
  const letter = event.key.toLowerCase();
  const found = Object.entries(KEYS).find(([, key]) => key === letter || event.code === `Key${key.toUpperCase()}`);
  return found === undefined ? null : (found[0] as Action);
}
