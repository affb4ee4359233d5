/** What to do about the sound, in words, where the eye is while one speaks. */
import type { Advice } from "../../sound/level.ts";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

/** One line that keeps its place; a screen reader hears it when it changes. */
export function AdviceLine({ advice, idle }: { advice: Advice["kind"] | null; idle: string }) {
  const { t } = useWords();
  return (
    <p className={style["advice"]} role="status" data-advice={advice ?? undefined}>
      {advice === null ? idle : <><span className={style["sign"]} aria-hidden="true">!</span>{t(`record.advice_${advice}`)}</>}
    </p>
  );
}
