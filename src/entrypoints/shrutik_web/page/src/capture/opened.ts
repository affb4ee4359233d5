/** A way from a track to samples that stands open. */
import type { Rung } from "../sound/facts.ts";
import type { Source } from "../sound/recorder.ts";

export type Opened = { source: Source; rung: Rung; close: () => void };
