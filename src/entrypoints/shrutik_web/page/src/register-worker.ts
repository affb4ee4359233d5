/** The service worker: registered once; a newer page takes over when this one is opened the next time. */

export function registerWorker(): void {
  if (!import.meta.env.PROD || !("serviceWorker" in navigator)) return;
  globalThis.addEventListener("load", () => {
    navigator.serviceWorker.register("/sw.js").catch(() => {
      // Without it the page still works while there is a network; some browsers allow none in private windows.
    });
  });
}
