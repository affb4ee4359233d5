/** The browser's own recorder, told to compress nothing, and read while it writes. */
import { Mp4Reader } from "../sound/mp4.ts";
import { NotUnderstood } from "../sound/pcm.ts";
import type { Heard } from "../sound/pieces.ts";
import { WebmReader } from "../sound/webm.ts";
import type { Opened } from "./opened.ts";

/** Milliseconds of sound that come together, and so late. */
const PIECE_MS = 100;
/** Milliseconds in which the first of them must have come. */
const FIRST_WITHIN_MS = 1_500;

/** Its sound as samples; null if this browser writes it in a way that is not known here. */
export async function recorded(stream: MediaStream, type: string): Promise<Opened | null> {
  const media = new MediaRecorder(stream, { mimeType: type });
  const reader = type.includes("webm") ? new WebmReader() : new Mp4Reader();
  const { port1, port2 } = new MessageChannel();
  try {
    await begun(media, (piece) => reader.take(piece), port1);
  } catch (error) {
    if (media.state !== "inactive") media.stop();
    if (error instanceof NotUnderstood || error instanceof DOMException) return null;
    throw error;
  }
  const { sampleRate, channels } = reader.format ?? { sampleRate: 0, channels: 0 };
  const close = (): void => {
    if (media.state !== "inactive") media.stop();
    port1.close();
  };
  return { source: { kind: "samples", port: port2, sampleRate, channels, late: PIECE_MS }, rung: "media-recorder", close };
}

/** Resolves once the first samples were read; they go to the port from the first on. */
function begun(media: MediaRecorder, read: (piece: Uint8Array) => Heard[], port: MessagePort): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => { reject(new NotUnderstood("nothing within the time")); }, FIRST_WITHIN_MS);
    // One after the other, for a later piece may be read from the disk sooner.
    let before = Promise.resolve();
    const hear = async (piece: Blob): Promise<void> => {
      const bytes = new Uint8Array(await piece.arrayBuffer());
      const found = read(bytes);
      for (const { samples, at } of found) port.postMessage({ samples, at: at ?? performance.now() / 1_000 });
      if (found.length === 0) return;
      clearTimeout(late);
      resolve();
    };
    media.addEventListener("dataavailable", ({ data }) => { before = before.then(() => hear(data)).catch(reject); });
    media.addEventListener("error", () => { reject(new NotUnderstood("the recorder gave up")); });
    media.start(PIECE_MS);
  });
}
