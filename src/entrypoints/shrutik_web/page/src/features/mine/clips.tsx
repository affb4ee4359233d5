/** The clips of a recording, each with its text once that is settled. */
import { Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";
import type { Chunk } from "./questions.ts";

const KINDS: Readonly<Record<Chunk["status"], "info" | "good" | "warn">> = { silent: "info", open: "info", in_review: "info", settled: "good", rejected: "warn", withdrawn: "warn" };

export function Clips({ chunks }: { chunks: readonly Chunk[] }) {
  const { t, number } = useWords();
  return (
    <ol className={style["clips"]}>
      {chunks.map((chunk) => (
        <li key={chunk.id}>
          <Tag kind={KINDS[chunk.status]}>{t(`mine.clip_${chunk.status}`, { votes: number(chunk.votes), wanted: number(chunk.votes_wanted) })}</Tag>
          {chunk.text !== null && <p dir="auto">{chunk.text}</p>}
        </li>
      ))}
    </ol>
  );
}
