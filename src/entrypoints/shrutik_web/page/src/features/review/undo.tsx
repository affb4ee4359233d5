/** The last decision with the way back, and decisions that the server would not have. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { Note } from "../../parts/note.tsx";
import { Key } from "../../parts/player-bar.tsx";
import { Refusal } from "../../parts/problem-note.tsx";
import { useWords } from "../../words/words.ts";
import style from "./review.module.css";
import { UNDO_MS, type Failed, type Pending } from "./use-queue.ts";

type Given = { pending: Pending[]; problems: Failed[]; chord: string | undefined; onUndo: () => void; onRead: (id: string) => void };

export function Undo({ pending, problems, chord, onUndo, onRead }: Given) {
  const { t, number } = useWords();
  const last = pending.at(-1);
  const now = useSeconds(last !== undefined);
  return (
    <>
      {problems.map(({ of, ruling, problem }) => (
        <Note key={of.id} kind="error" action={<Button small onClick={() => { onRead(of.id); }}>{t("parts.close")}</Button>}>
          <p><Refusal problem={problem} /></p>
          {ruling.text !== null && <blockquote className={style["given"]} dir="auto">{ruling.text}</blockquote>}
        </Note>
      ))}
      {last !== undefined && (
        <div className={style["undo"]}>
          <span role="status">{t(last.ruling.decision === "reject" ? "review.rejected" : "review.accepted")}</span>
          <q dir="auto">{last.ruling.text ?? last.of.chunk.text ?? ""}</q>
          <Button small onClick={onUndo}>{t("review.undo", { seconds: number(Math.max(0, Math.ceil((last.at + UNDO_MS - now) / 1000))) })}<Key of={chord} /></Button>
        </div>
      )}
    </>
  );
}

function useSeconds(on: boolean): number {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!on) return;
    const clock = setInterval(() => { setNow(Date.now()); }, 500);
    return () => { clearInterval(clock); };
  }, [on]);
  return now;
}
