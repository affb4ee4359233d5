/** What tells every part of the page, in every tab, that something in the outbox changed. */

const CHANNEL = "shrutik-outbox";

/** How far an upload is; it is not written to the disk at every step. */
export type Progress = { take: string; sent: number; of: number };
type Told = { changed: true } | { progress: Progress };

const changeListeners = new Set<() => void>();
const progressListeners = new Set<(progress: Progress) => void>();
let channel: BroadcastChannel | null = null;

function opened(): BroadcastChannel {
  if (channel === null) {
    channel = new BroadcastChannel(CHANNEL);
    channel.onmessage = (event: MessageEvent<Told>) => {
      hear(event.data);
    };
  }
  return channel;
}

function hear(told: Told): void {
  if ("progress" in told) for (const listener of progressListeners) listener(told.progress);
  else for (const listener of changeListeners) listener();
}

/** Say that takes, texts or drafts changed: here at once, and in every other tab. */
export function announce(): void {
  opened().postMessage({ changed: true } satisfies Told);
  hear({ changed: true });
}

/** Say how far an upload is. */
export function announceProgress(progress: Progress): void {
  opened().postMessage({ progress } satisfies Told);
  hear({ progress });
}

/** Hear of every change, from this tab and others; returns what ends it. */
export function onChange(listener: () => void): () => void {
  opened();
  changeListeners.add(listener);
  return () => changeListeners.delete(listener);
}

/** Milliseconds from a change until it is looked at: what was pressed is on the screen by then. */
const SOON_MS = 50;

/** Hear of changes a moment later, and once for all that came together; returns what ends it. */
export function onChangeSoon(listener: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const end = onChange(() => {
    timer ??= setTimeout(() => {
      timer = undefined;
      listener();
    }, SOON_MS);
  });
  return () => {
    clearTimeout(timer);
    end();
  };
}

export function onProgress(listener: (progress: Progress) => void): () => void {
  opened();
  progressListeners.add(listener);
  return () => progressListeners.delete(listener);
}
