/** The service worker: registered once, looked after for a newer page, which waits until the person lets it in. */
import { useSyncExternalStore } from "react";
import { firstScreen } from "./first-screen.ts";

/** A page that is open for days is looked after so often, when it is looked at. */
const LOOKED_AFTER_MS = 3_600_000;

/** Nobody looks at a page that does nothing for longer. */
const MOST_WAITED_MS = 10_000;

let waiting: ServiceWorker | null = null;
const listeners = new Set<() => void>();

export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  // It fetches the whole page, which would take the network away from what is looked at.
  void firstScreen.then(() => navigator.serviceWorker.register("/sw.js")).then(watch, () => {
    // Without it the page still works while there is a network; some browsers allow none in private windows.
  });
}

/** Lets the newer page in, which shows itself by a reload; null if there is none. */
export function useNewerPage(): (() => void) | null {
  return useSyncExternalStore(subscribe, () => (waiting === null ? null : letIn));
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = (): void => {
    // The first one of all has nobody to wait for.
    waiting = navigator.serviceWorker.controller === null ? null : registration.waiting;
    for (const listener of listeners) listener();
  };
  look();
  registration.addEventListener("updatefound", () => registration.installing?.addEventListener("statechange", look));
  let looked = Date.now();
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState !== "visible" || Date.now() - looked < LOOKED_AFTER_MS) return;
    looked = Date.now();
    registration.update().catch(() => undefined);
  });
}

/** Only the tab in which it was asked for is loaded anew; the others keep what they have until they are. */
function letIn(): void {
  const anew = (): void => { globalThis.location.reload(); };
  navigator.serviceWorker.addEventListener("controllerchange", anew, { once: true });
  waiting?.postMessage("take over");
  // A browser may hold the newer one back for minutes while the older one is busy: then this tab is offered it once more.
  setTimeout(anew, MOST_WAITED_MS);
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
