/** The one big button: record, stop, keep. Its shape, colour and word all say the same. */
import { useFocusAgain } from "../../parts/focus.ts";
import { useWords } from "../../words/words.ts";
import type { Stage } from "./stage.ts";
import style from "./record.module.css";

const KEEPS = "M4 13.5 L10 19 L20 6";

export function BigButton({ stage, disabled, onPress }: { stage: Stage["name"]; disabled: boolean; onPress: () => void }) {
  const { t } = useWords();
  // Whoever works by keyboard stays on the big button, whatever it does next.
  const button = useFocusAgain<HTMLButtonElement>(stage);
  const waits = stage === "opening" || stage === "closing";
  return (
    <div className={style["big"]}>
      <button
        ref={button}
        type="button"
        className={style["round"]}
        data-stage={stage}
        aria-disabled={waits || disabled || undefined}
        aria-describedby={stage === "ready" ? "prompt" : undefined}
        onClick={() => { if (!waits && !disabled) onPress(); }}
      >
        <span className={style["mark"]} aria-hidden="true">
          {stage === "listening" && <svg viewBox="0 0 24 24"><path d={KEEPS} /></svg>}
        </span>
        <span className="unseen">{t(`record.big_${stage}`)}</span>
      </button>
      <span className={style["under"]} aria-hidden="true">{t(`record.big_${stage}`)}</span>
    </div>
  );
}
