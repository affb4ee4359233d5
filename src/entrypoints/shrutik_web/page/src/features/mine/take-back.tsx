/** The question before something is taken back. */
import type { ReactNode } from "react";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { useWords } from "../../words/words.ts";
import { useWithdraw } from "./questions.ts";

type Shape = { title: string; taken: Parameters<ReturnType<typeof useWithdraw>["mutate"]>[0]; ready?: boolean; onClose: () => void; children: ReactNode };

export function TakeBack({ title, taken, ready = true, onClose, children }: Shape) {
  const { t } = useWords();
  const sent = useWithdraw(onClose);
  return (
    <Dialog title={title} onClose={onClose} actions={<Button look="danger" disabled={!ready || sent.isPending} onClick={() => { sent.mutate(taken); }}>{t("mine.take_back")}</Button>}>
      {children}
      {sent.isError && <ProblemNote problem={sent.error} />}
    </Dialog>
  );
}
