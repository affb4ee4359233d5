/** Why a clip is skipped: each reason is one press, or its number. */
import { useEffect, useRef } from "react";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/words.ts";
import style from "./transcribe.module.css";
import type { SkipReason } from "./use-tasks.ts";

const REASONS: readonly SkipReason[] = ["inaudible", "no_speech", "several_speakers", "cut_off", "wrong_language", "too_hard", "offensive", "other"];

export function Skip({ onChoose, onCancel }: { onChoose: (reason: SkipReason) => void; onCancel: () => void }) {
  const { t, number } = useWords();
  const group = useRef<HTMLDivElement>(null);
  const latest = useRef({ onChoose, onCancel });
  useEffect(() => { latest.current = { onChoose, onCancel }; });
  useEffect(() => {
    const element = group.current;
    element?.querySelector("button")?.focus();
    const hear = (event: KeyboardEvent): void => {
      if (event.key === "Escape") latest.current.onCancel();
      const reason = event.altKey || event.ctrlKey || event.metaKey ? undefined : REASONS[Number(event.code.replace(/^(Digit|Numpad)/, "")) - 1];
      if (reason === undefined) return;
      event.preventDefault();
      latest.current.onChoose(reason);
    };
    element?.addEventListener("keydown", hear);
    return () => { element?.removeEventListener("keydown", hear); };
  }, []);
  return (
    <div ref={group} className={style["reasons"]} role="group" aria-label={t("transcribe.skip_why")}>
      <strong>{t("transcribe.skip_why")}</strong>
      <div className={style["reason"]}>
        {REASONS.map((reason, place) => <Button key={reason} onClick={() => { onChoose(reason); }}><kbd aria-hidden="true">{number(place + 1)}</kbd> {t(`transcribe.skip_${reason}`)}</Button>)}
        <Button look="quiet" onClick={onCancel}>{t("transcribe.skip_not")}</Button>
      </div>
    </div>
  );
}
