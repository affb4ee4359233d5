/** The confusion network: a column for each place, probability as shade and figure; a press takes a word. */
import { useWords } from "../../words/words.ts";
import { guarded } from "./guarded-words.ts";
import type { Column } from "./network.ts";
import style from "./review.module.css";

type Given = { columns: readonly Column[]; picked: readonly string[]; language: string; dir: "ltr" | "rtl"; onPick: (place: number, word: string) => void };

export function WordGrid({ columns, picked, language, dir, onPick }: Given) {
  const { t, number } = useWords();
  return (
    <ol className={style["grid"]} lang={language} dir={dir}>
      {columns.map((column, place) => (
        <li key={place} className={column.length > 1 ? style["contested"] : ""}>
          {column.map((choice, at) => {
            const kind = guarded(choice.text, language);
            const percent = number(choice.probability, { style: "percent", maximumFractionDigits: 0 });
            return (
              <button key={at} type="button" className={`${style["choice"]} ${kind === null ? "" : style[kind]}`} aria-pressed={picked[place] === choice.text}
                disabled={column.length === 1} style={{ "--sure": choice.probability } as React.CSSProperties} onClick={() => { onPick(place, choice.text); }}>
                <span>{choice.text === "" ? <i className={style["soft"]}>{t("review.none")}</i> : choice.text}</span>
                {(column.length > 1 || choice.probability < 0.95) && <small>{percent}</small>}
              </button>
            );
          })}
        </li>
      ))}
    </ol>
  );
}
