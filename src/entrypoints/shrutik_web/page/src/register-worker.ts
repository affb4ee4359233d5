/** The service worker: registered once, looked after for a newer page, which waits until the person lets it in. */
import { useSyncExternalStore } from "react";
import { firstScreen } from "./first-screen.ts";

/** A page that is open for days is looked after so often, when it is looked at. */
const LOOKED_AFTER_MS = 3_600_000;

/** An older worker that does not know the question, or is not there any more, says nothing. */
const AWAKE_WITHIN_MS = 1_000;
/** What woke it may still be under way when it answers. */
const A_BREATH_MS = 100;

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
export function useNewerPage(): (() => Promise<void>) | null {
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
async function letIn(): Promise<void> {
  navigator.serviceWorker.addEventListener("controllerchange", () => { globalThis.location.reload(); }, { once: true });
  await awake(navigator.serviceWorker.controller);
  waiting?.postMessage("take over");
}

/**
 * Resolves once the older worker is up and has nothing to do.
 *
 * If the newer one takes over while the older one is just being started for a request of this page, Chromium (156) does not see
 * that the older one rests afterwards: it holds the newer one back, and a reload meanwhile never ends.
 */
async function awake(older: ServiceWorker | null): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  await new Promise((resolve) => {
    setTimeout(resolve, AWAKE_WITHIN_MS);
    port1.onmessage = resolve;
    older?.postMessage("awake?", [port2]);
  });
  port1.close();
  await new Promise((resolve) => setTimeout(resolve, A_BREATH_MS));
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
