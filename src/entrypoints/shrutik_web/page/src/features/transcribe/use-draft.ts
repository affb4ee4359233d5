/** What stands in the text field, on the disk at every keystroke. */
import { useEffect, useState } from "react";
import { draftOf, keepDraft } from "../../outbox/drafts.ts";

/** Null until the disk was read. */
export function useDraft(owner: string, task: string): [string | null, (text: string) => void] {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    let over = false;
    void draftOf(owner, task).then((draft) => { if (!over) setText((typed) => typed ?? draft?.text ?? ""); });
    return () => { over = true; };
  }, [owner, task]);
  const change = (next: string): void => {
    setText(next);
    void keepDraft(owner, task, next);
  };
  return [text, change];
}
