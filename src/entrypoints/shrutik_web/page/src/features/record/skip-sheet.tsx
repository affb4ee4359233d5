/** Why a prompt is skipped: each reason is one press, or its number. */
import { useEffect, useRef, useState } from "react";
import type { OutgoingSkip } from "../../outbox/records.ts";
import { skipPrompt } from "../../outbox/skipping.ts";
import { Button } from "../../parts/button.tsx";
import { Dialog } from "../../parts/dialog.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { bringWords, useWords } from "../../words/words.ts";
import type { Prompt } from "./prompt-view.tsx";
import type { Prompts } from "./use-prompts.ts";
import style from "./record.module.css";

const REASONS = ["cannot_read", "has_errors", "wrong_language", "offensive", "personal", "other"] as const satisfies readonly OutgoingSkip["reason"][];

type Given = {
  about: Pick<OutgoingSkip, "owner" | "collection" | "language"> & { speaker?: string | undefined };
  prompt: Prompt;
  prompts: Pick<Prompts, "skipped" | "later">;
  onClose: () => void;
};

/** The sheet once its words are there, which nobody needs before. */
export const withWords = bringWords(["skip"]).then(() => ({ default: SkipSheet }));

function SkipSheet({ about, prompt, prompts, onClose }: Given) {
  const { t, number } = useWords();
  const [problem, setProblem] = useState<unknown>(null);
  const { owner, collection, language, speaker } = about;
  useFocusAfter();
  const choose = (reason: OutgoingSkip["reason"]): void => {
    skipPrompt({ owner, voice: speaker ?? "", collection, language, prompt: prompt.id, text: prompt.text, reason }).then(() => {
      prompts.skipped(prompt);
      onClose();
    }, setProblem);
  };
  useNumbers((place) => {
    const reason = REASONS[place - 1];
    if (reason !== undefined) choose(reason);
  });
  const later = (): void => {
    prompts.later(prompt);
    onClose();
  };
  return (
    <Dialog title={t("skip.title")} onClose={onClose} actions={<Button onClick={later}>{t("skip.later")}</Button>}>
      <p>{t("skip.help")}</p>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={style["why"]}>
        {REASONS.map((reason, place) => (
          <Button key={reason} onClick={() => { choose(reason); }} aria-keyshortcuts={String(place + 1)}>
            <kbd className={style["key"]} aria-hidden="true">{number(place + 1)}</kbd> {t(`skip.${reason}`)}
          </Button>
        ))}
      </div>
    </Dialog>
  );
}

/** Whoever works by keys goes on where they were: a dialog that is taken away does not say where that is. */
function useFocusAfter(): void {
  const [before] = useState(() => document.activeElement);
  useEffect(() => () => { if (before instanceof HTMLElement) before.focus(); }, [before]);
}

/** Digits of any keyboard, whatever script they are in. */
function useNumbers(press: (place: number) => void): void {
  const latest = useRef(press);
  useEffect(() => { latest.current = press; });
  useEffect(() => {
    const hear = (event: KeyboardEvent): void => {
      if (event.repeat || event.altKey || event.ctrlKey || event.metaKey || !/^(Digit|Numpad)\d$/.test(event.code)) return;
      event.preventDefault();
      latest.current(Number(event.code.at(-1)));
    };
    document.addEventListener("keydown", hear);
    return () => { document.removeEventListener("keydown", hear); };
  }, []);
}
