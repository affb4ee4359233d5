/** What the server draws of a clip. */
import type { Message } from "../../api/client.ts";
import { bytesAt } from "../../api/uploads.ts";
import type { Served } from "../../parts/waveform-peaks.ts";

/** Addresses of the clip's pictures, if the server draws them. */
type Drawn = { id: string; peaks_url?: string; spectrogram_url?: string };

export function drawnOf(chunk: Message<"TaskMessage">["chunk"]): { outline: Served; picture: string | null } {
  const drawn: Drawn = chunk;
  const { peaks_url: outline, spectrogram_url: picture } = drawn;
  return { outline: outline === undefined ? null : () => bytesAt(outline), picture: picture ?? null };
}
