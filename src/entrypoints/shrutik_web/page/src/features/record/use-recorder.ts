/** The recorder's stages made true: microphone, take, decision. */
import { useEffect, useMemo, useReducer, useRef, useState, useSyncExternalStore } from "react";
import type { Capture } from "../../capture/capture.ts";
import type { Choice } from "../../capture/microphones.ts";
import type { Take } from "../../outbox/records.ts";
import { keepTake } from "../../outbox/sendable.ts";
import { deleteTake, type About } from "../../outbox/takes.ts";
import type { Limits } from "../../sound/level.ts";
import { Ear, type Heard, type Why } from "./ear.ts";
import { after, READY, troubleOf, type Happening, type Stage } from "./stage.ts";

/** An open microphone that nobody speaks into is released after this time. */
const IDLE_MS = 60_000;

export type Recorder = {
  stage: Stage;
  heard: Heard;
  /** Whether the screen stays lit while one speaks; a low battery refuses it. */
  lit: boolean;
  start: (about: About, longest: number | null) => Promise<void>;
  finish: () => Promise<void>;
  /** Throw away what is being recorded. */
  drop: () => Promise<void>;
  keep: () => Promise<void>;
  /** Throw away what was made. */
  discard: () => Promise<void>;
  /** Open the microphone to be heard only; nothing is kept. */
  listen: () => Promise<void>;
};

export function useRecorder(choice: Choice | null, limits: Limits): Recorder {
  const [stage, dispatch] = useReducer(after, READY);
  const [lit, setLit] = useState(true);
  const running = useRef<Capture<Take> | null>(null);
  const ear = useMemo(() => new Ear((why) => { told(why, dispatch); }), []);
  const heard = useSyncExternalStore(ear.subscribe, ear.heard);
  useRelease(ear, stage);
  const failed = (error: unknown): void => {
    ear.release();
    dispatch({ what: "failed", trouble: troubleOf(error) });
  };

  const start: Recorder["start"] = async (about, longest) => {
    dispatch({ what: "pressed" });
    try {
      const microphone = await ear.open(choice, limits);
      ear.clear();
      const capture = await microphone.start(about, { longest });
      running.current = capture;
      capture.onWakeLock(setLit);
      dispatch({ what: "began", at: performance.now() });
      capture.onEnded((take, how) => {
        if (running.current !== capture) return;
        running.current = null;
        dispatch({ what: "made", take: take.id, interrupted: how === "interrupted" });
      });
    } catch (error) {
      failed(error);
    }
  };
  const finish = async (): Promise<void> => {
    dispatch({ what: "stopping" });
    await running.current?.stop().catch(failed);
  };
  const drop = async (): Promise<void> => {
    const capture = running.current;
    running.current = null;
    dispatch({ what: "dropped" });
    const take = await capture?.stop();
    if (take !== undefined) await deleteTake(take.id);
  };
  const decide = async (how: (take: string) => Promise<void>): Promise<void> => {
    if (stage.name !== "listening") return;
    dispatch({ what: "decided" });
    await how(stage.take);
  };
  const listen = async (): Promise<void> => {
    dispatch({ what: "pressed" });
    try {
      ear.clear();
      await ear.open(choice, limits);
      dispatch({ what: "dropped" });
    } catch (error) {
      failed(error);
    }
  };
  return { stage, heard, lit, start, finish, drop, keep: () => decide(keepTake), discard: () => decide(deleteTake), listen };
}

function told(why: Why, dispatch: (happening: Happening) => void): void {
  if (why === "disk") dispatch({ what: "failed", trouble: "full" });
}

/** No red dot without a reason: gone with the screen, when nobody looks, and after a while in which nobody spoke. */
function useRelease(ear: Ear, { name }: Stage): void {
  useEffect(() => () => { ear.release(); }, [ear]);
  const busy = name === "opening" || name === "recording" || name === "closing";
  useEffect(() => {
    if (busy) return;
    const release = (): void => { ear.release(); };
    const hidden = (): void => {
      if (document.visibilityState === "hidden") release();
    };
    const timer = setTimeout(release, IDLE_MS);
    document.addEventListener("visibilitychange", hidden);
    return () => {
      clearTimeout(timer);
      document.removeEventListener("visibilitychange", hidden);
    };
  }, [ear, busy]);
}
