/** Focus that is not lost: if what was pressed is gone from the screen, the keyboard goes on at what came in its place. */
import { useEffect, useRef, type RefObject } from "react";

/** Of the element the button, or its first one, takes the focus that nothing has, now and whenever `stage` changes, if it is wanted. */
export function useFocusAgain<Element extends HTMLElement>(stage: unknown, wanted = true): RefObject<Element | null> {
  const element = useRef<Element>(null);
  useEffect(() => {
    if (!wanted) return;
    if (document.activeElement !== null && document.activeElement !== document.body) return;
    const button = element.current?.matches("button") ? element.current : element.current?.querySelector("button");
    button?.focus({ preventScroll: true });
  }, [stage, wanted]);
  return element;
}
