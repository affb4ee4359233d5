/** The outbox as a screen shows it: what waits, what is being sent, what was refused, live across tabs. */
import { useEffect, useState } from "react";
import { onProgress } from "./changes.ts";
import { database } from "./database.ts";
import { useLive } from "./live.ts";
import { usePause, type Pause } from "./pause.ts";
import { listConsents } from "./consents.ts";
import type { OutgoingConsent, OutgoingSkip, OutgoingText, Take } from "./records.ts";
import { listSkips } from "./skips.ts";
import { listTexts } from "./texts.ts";

type Contents = { takes: Take[]; texts: OutgoingText[]; consents: OutgoingConsent[]; skips: OutgoingSkip[] };
export type Outbox = Contents & {
  /** How many takes, texts, agreements and skips wait or are being sent. */
  waiting: number;
  /** How many of them are being sent now. */
  sending: number;
  refused: number;
  pause: Pause;
  /** Whether the disk has been read. */
  known: boolean;
};

const NOTHING: Contents = { takes: [], texts: [], consents: [], skips: [] };

/** What is on this device of one person; of nobody if `owner` is null. Sent takes are not among `takes`. */
export function useOutbox(owner: string | null): Outbox {
  const pause = usePause();
  const contents = useLive(owner, contentsOf);
  return { ...counted(contents ?? NOTHING), pause, known: contents !== null };
}

/** How far the upload of a take is, 0 to 1; null if it is not under way. */
export function useProgress(take: string): number | null {
  const [share, setShare] = useState<number | null>(null);
  useEffect(
    () =>
      onProgress((progress) => {
        if (progress.take === take) setShare(progress.of === 0 ? 1 : progress.sent / progress.of);
      }),
    [take],
  );
  return share;
}

async function contentsOf(owner: string): Promise<Contents> {
  const store = await database();
  const [takes, texts, consents, skips] = await Promise.all([store.getAll("takes"), listTexts(owner), listConsents(owner), listSkips(owner)]);
  const own = takes.filter((take) => take.owner === owner && take.state !== "sent" && take.held !== true);
  return { takes: own.sort((one, other) => other.startedAt - one.startedAt), texts: texts.filter(isUnsent), consents, skips: skips.filter(isUnsent) };
}

function isUnsent({ state }: OutgoingText | OutgoingSkip): boolean {
  return state !== "sent";
}

function counted(contents: Contents): Contents & Pick<Outbox, "waiting" | "sending" | "refused"> {
  const states = [...contents.takes, ...contents.texts, ...contents.consents, ...contents.skips].map((one) => one.state);
  const count = (...wanted: string[]): number => states.filter((state) => wanted.includes(state)).length;
  return { ...contents, waiting: count("done", "waiting", "sending"), sending: count("sending"), refused: count("refused") };
}
