/** What is known of how a take was captured; it goes with the recording to the server. */

export type Rung = "track-processor" | "media-recorder" | "worklet" | "file";

export type CaptureFacts = {
  rung: Rung;
  /** Hz, as it came, not as it was asked for. */
  sampleRate: number;
  channels: number;
  microphone: string;
  /** What the device says of its processing after the grant; null if it does not say. */
  echoCancellation: boolean | null;
  noiseSuppression: boolean | null;
  autoGainControl: boolean | null;
  /** Whether frames may be missing: the rung cannot tell, or the clock says so. */
  mayHaveGaps: boolean;
  /** How the take ended; null while it runs. */
  ended: "stopped" | "interrupted" | "killed" | "limit" | null;
};
