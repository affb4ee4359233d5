/** The reviewer's queue; a decision is sent ten seconds after it was made, so that it can be taken back. */
import { useQuery, useQueryClient } from "@tanstack/react-query";
import { useCallback, useEffect, useRef, useState } from "react";
import { api, got, type Message } from "../../api/client.ts";

export type Case = Message<"ReviewCaseMessage">;
export type Ruling = { decision: "accept" | "edit" | "reject"; text: string | null; reason: string };
export type Pending = { of: Case; ruling: Ruling; at: number };
export type Failed = { of: Case; ruling: Ruling; problem: unknown };

export const UNDO_MS = 10_000;
const PAGE = 20;

export type Queue = {
  known: boolean;
  current: Case | null;
  left: number;
  more: boolean;
  pending: Pending[];
  problem: unknown;
  problems: Failed[];
  decide: (of: Case, ruling: Ruling) => void;
  undo: () => void;
  later: (of: Case) => void;
  read: (id: string) => void;
  look: () => void;
};

export function useQueue(collection: string | null): Queue {
  const client = useQueryClient();
  const queue = useQuery({
    queryKey: ["reviews", collection],
    queryFn: () => got(api.GET("/api/v1/reviews/queue", { params: { query: { limit: PAGE, ...(collection === null ? {} : { collection }) } } })),
  });
  const [passed, setPassed] = useState<readonly string[]>([]);
  const [problems, setProblems] = useState<Failed[]>([]);
  const { pending, gone, add, takeBack } = useDecisions((failed) => { setProblems((known) => [failed, ...known]); }, () => { void client.invalidateQueries({ queryKey: ["reviews"] }); });
  const waiting = (queue.data?.items ?? []).filter((one) => !gone.has(one.id));
  // Those that were put off come again when the others are through.
  const current = waiting.find((one) => !passed.includes(one.id)) ?? waiting[0] ?? null;
  return {
    known: queue.isSuccess,
    current,
    left: waiting.length,
    more: queue.data?.next_cursor != null,
    pending,
    problem: queue.error,
    problems,
    decide: (of, ruling) => { add({ of, ruling, at: Date.now() }); },
    undo: takeBack,
    later: (of) => { setPassed((known) => (known.length + 1 >= waiting.length ? [of.id] : [...known, of.id])); },
    read: (id) => { setProblems((known) => known.filter((one) => one.of.id !== id)); },
    look: () => { setPassed([]); void queue.refetch(); },
  };
}

type Decisions = { pending: Pending[]; gone: ReadonlySet<string>; add: (one: Pending) => void; takeBack: () => void };

function useDecisions(onFailed: (failed: Failed) => void, onSent: () => void): Decisions {
  const [pending, setPending] = useState<Pending[]>([]);
  const [gone, setGone] = useState<ReadonlySet<string>>(new Set());
  const waiting = useRef(new Map<string, { one: Pending; timer: ReturnType<typeof setTimeout> }>());
  const told = useRef({ onFailed, onSent });
  useEffect(() => { told.current = { onFailed, onSent }; });
  const forget = useCallback((id: string) => {
    clearTimeout(waiting.current.get(id)?.timer);
    waiting.current.delete(id);
    setPending([...waiting.current.values()].map(({ one }) => one));
  }, []);
  const bringBack = useCallback((id: string) => { setGone((known) => new Set([...known].filter((one) => one !== id))); }, []);
  const sendNow = useCallback((one: Pending) => {
    forget(one.of.id);
    send(one).then(() => { told.current.onSent(); }, (problem: unknown) => {
      bringBack(one.of.id);
      told.current.onFailed({ of: one.of, ruling: one.ruling, problem });
    });
  }, [forget, bringBack]);
  useEffect(() => {
    const held = waiting.current;
    const sendAll = (): void => { for (const { one } of [...held.values()]) sendNow(one); };
    globalThis.addEventListener("pagehide", sendAll);
    return () => {
      globalThis.removeEventListener("pagehide", sendAll);
      sendAll();
    };
  }, [sendNow]);
  return {
    pending,
    gone,
    add: (one) => {
      const timer = setTimeout(() => { sendNow(one); }, UNDO_MS);
      waiting.current.set(one.of.id, { one, timer });
      setPending([...waiting.current.values()].map((held) => held.one));
      setGone((known) => new Set([...known, one.of.id]));
    },
    takeBack: () => {
      const last = [...waiting.current.keys()].at(-1);
      if (last === undefined) return;
      forget(last);
      bringBack(last);
    },
  };
}

/** One key for one decision: whatever is repeated on the way counts once. A page that closes still sends it. */
async function send({ of, ruling, at }: Pending): Promise<void> {
  const { decision, text, reason } = ruling;
  await got(api.POST("/api/v1/reviews", {
    keepalive: true,
    params: { header: { "Idempotency-Key": `review-${of.id}-${at}` } },
    body: decision === "edit" ? { chunk_id: of.chunk_id, decision, text: text ?? "", reason } : { chunk_id: of.chunk_id, decision, reason },
  }));
}
