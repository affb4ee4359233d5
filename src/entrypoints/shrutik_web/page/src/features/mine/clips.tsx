/** The clips of a recording, each with its text once that is settled; what is wrong with it can be reported. */
import { useState } from "react";
import { api, got } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { ReportForm } from "../../parts/report-form.tsx";
import { Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";
import type { Chunk } from "./questions.ts";

const KINDS: Readonly<Record<Chunk["status"], "info" | "good" | "warn">> = { silent: "info", open: "info", in_review: "info", settled: "good", rejected: "warn", withdrawn: "warn" };

export function Clips({ chunks }: { chunks: readonly Chunk[] }) {
  const { t, number } = useWords();
  const [reported, setReported] = useState<Chunk | null>(null);
  return (
    <>
      <ol className={style["clips"]}>
        {chunks.map((chunk) => (
          <li key={chunk.id}>
            <Tag kind={KINDS[chunk.status]}>{t(`mine.clip_${chunk.status}`, { votes: number(chunk.votes), wanted: number(chunk.votes_wanted) })}</Tag>
            {chunk.text !== null && <p dir="auto">{chunk.text}</p>}
            {chunk.status === "settled" && <Button small look="quiet" onClick={() => { setReported(chunk); }}>{t("report.this")}</Button>}
          </li>
        ))}
      </ol>
      {reported !== null && <Report chunk={reported} onClose={() => { setReported(null); }} />}
    </>
  );
}

function Report({ chunk, onClose }: { chunk: Chunk; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Dialog title={t("report.this")} onClose={onClose}>
      <p dir="auto">{chunk.text}</p>
      <ReportForm send={({ reason }) => got(api.POST("/api/v1/chunks/{chunk_id}/report", { params: { path: { chunk_id: chunk.id } }, body: { reason } }))} />
    </Dialog>
  );
}
