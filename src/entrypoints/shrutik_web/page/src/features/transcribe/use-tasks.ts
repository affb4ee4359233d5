/** The clips of a sitting: the one at hand, those that are ready behind it, and what to do with them. */
import { useCallback, useEffect, useRef, useState } from "react";
import { api, got } from "../../api/client.ts";
import { ApiProblem } from "../../api/problems.ts";
import { dropDraft } from "../../outbox/drafts.ts";
import type { Message } from "../../api/client.ts";
import { dropTask, keepTask, readyTasks, refillTasks, type ReadyTask } from "../../outbox/tasks.ts";
import { handInText } from "../../outbox/texts.ts";
import { peaksAhead } from "../../parts/waveform-peaks.ts";
import { drawnOf } from "./drawn.ts";

/** Milliseconds in which the next clip is on the screen; only then are those behind it looked up. */
const SHOWN_MS = 100;

export type SkipReason = NonNullable<Message<"SkipRequest">["reason"]>;
export type Tasks = {
  /** Undefined until it is known, null if there is none. */
  current: ReadyTask | null | undefined;
  problem: unknown;
  done: number;
  handIn: (text: string) => Promise<void>;
  skip: (reason: SkipReason) => Promise<void>;
  renew: () => Promise<void>;
  look: () => void;
};

export function useTasks(owner: string, collection: string): Tasks {
  const [current, setCurrent] = useState<ReadyTask | null | undefined>(undefined);
  const [problem, setProblem] = useState<unknown>(null);
  const [done, setDone] = useState(0);
  // Clips that are known to be ready, so that the next one need not be looked up first.
  const ahead = useRef<readonly ReadyTask[]>([]);
  const next = useCallback(async () => {
    setProblem(null);
    ahead.current = asBefore(ahead.current, await readyTasks(owner, collection));
    const [ready] = ahead.current;
    // What was handed in is gone from the screen, also if the next clip is still on its way.
    setCurrent((shown) => (shown != null && ready !== undefined && isSame(shown, ready) ? shown : ready));
    try {
      ahead.current = asBefore(ahead.current, await refillTasks(owner, collection));
      for (const { task, audio } of ahead.current) void peaksAhead(audio, drawnOf(task.chunk).outline);
      if (ready === undefined) setCurrent(ahead.current[0] ?? null);
    } catch (error) {
      if (ready !== undefined) return;
      setCurrent(null);
      setProblem(error);
    }
  }, [owner, collection]);
  // What is ready lies in the database and on the server, outside of React.
  // eslint-disable-next-line react-hooks/set-state-in-effect
  useEffect(() => { void next(); }, [next]);

  /** The clip that is being answered: a second press is the same answer. */
  const answered = useRef<string | null>(null);
  const leave = async (task: string, answer: () => Promise<void>): Promise<void> => {
    if (answered.current === task) return;
    answered.current = task;
    try {
      await answer();
    } catch (error) {
      answered.current = null;
      throw error;
    }
    const following = ahead.current.find((one) => one.task.id !== task);
    if (following !== undefined) setCurrent(following);
    await dropTask(owner, task);
    if (following !== undefined) await new Promise((resolve) => setTimeout(resolve, SHOWN_MS));
    await next();
  };
  const handIn = async (text: string): Promise<void> => {
    if (current == null) return;
    const { id } = current.task;
    await leave(id, async () => {
      await handInText({ task: id, owner, collection, text });
      setDone((before) => before + 1);
    });
  };
  const skip = async (reason: SkipReason): Promise<void> => {
    if (current == null) return;
    const { id } = current.task;
    await leave(id, () => giveUp(id, reason));
  };
  const renew = async (): Promise<void> => {
    if (current == null) return;
    const task = await got(api.POST("/api/v1/tasks/{task_id}/renew", { params: { path: { task_id: current.task.id } } }));
    const renewed = { ...current, task };
    await keepTask(owner, collection, renewed);
    setCurrent(renewed);
  };
  return { current, problem, done, handIn, skip, renew, look: () => void next() };
}

function isSame(one: ReadyTask, other: ReadyTask): boolean {
  return one.task.id === other.task.id && one.task.lease_expires_at === other.task.lease_expires_at;
}

/** A clip that was known keeps its sound as it was: what was made of it ahead is found by that. */
function asBefore(before: readonly ReadyTask[], now: readonly ReadyTask[]): ReadyTask[] {
  return now.map((one) => ({ ...one, audio: before.find(({ task }) => task.id === one.task.id)?.audio ?? one.audio }));
}

/** With its draft. A task that is not lent any more needs no giving up. */
async function giveUp(task: string, reason: SkipReason): Promise<void> {
  try {
    await got(api.POST("/api/v1/tasks/{task_id}/skip", { params: { path: { task_id: task } }, body: { reason } }));
  } catch (error) {
    if (!(error instanceof ApiProblem) || (error.status !== 404 && error.status !== 409)) throw error;
  }
  await dropDraft(task);
}
