/** What stands in the text field, on the disk at every keystroke. */
import { useEffect, useState } from "react";
import { draftOf, keepDraft } from "../../outbox/drafts.ts";

/** `before` is shown until the disk was read: the draft as it was a moment ago. What is typed meanwhile counts. */
export function useDraft(owner: string, task: string, before: string): [string, (text: string) => void] {
  const [typed, setTyped] = useState<string | null>(null);
  const [kept, setKept] = useState(before);
  useEffect(() => {
    let over = false;
    void draftOf(owner, task).then((draft) => { if (!over) setKept(draft?.text ?? ""); });
    return () => { over = true; };
  }, [owner, task]);
  const change = (next: string): void => {
    setTyped(next);
    void keepDraft(owner, task, next);
  };
  return [typed ?? kept, change];
}
