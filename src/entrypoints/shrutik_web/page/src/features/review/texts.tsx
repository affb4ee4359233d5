/** All texts of a clip, without who wrote them; what differs is underlined, numbers and negations are marked. */
import { Button } from "../../parts/button.tsx";
import { Key } from "../../parts/player-bar.tsx";
import { Tag } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { guarded } from "./guarded-words.ts";
import type { Typed } from "./network.ts";
import style from "./review.module.css";

type Given = { texts: readonly Typed[]; language: string; dir: "ltr" | "rtl"; chords: readonly (string | undefined)[]; onTake: (text: string) => void };

export function Texts({ texts, language, dir, chords, onTake }: Given) {
  const { t } = useWords();
  return (
    <ol className={style["texts"]}>
      {texts.map((typed, place) => (
        <li key={place}><div className={style["typed"]}>
          <p lang={language} dir={dir}>
            {typed.text === "" && <i className={style["soft"]}>{t("review.empty_text")}</i>}
            {typed.pieces.length === 0 && typed.text}
            {typed.pieces.map((piece, at) => {
              const kind = guarded(piece.text, language);
              const word = <span key={at} className={kind === null ? undefined : style[kind]}>{piece.text}</span>;
              return [piece.differs ? <mark key={at}>{word}</mark> : word, " "];
            })}
          </p>
          {typed.prompt && <Tag>{t("review.prompt")}</Tag>}
          <Button small disabled={typed.text === ""} onClick={() => { onTake(typed.text); }}>{t("review.take")}<Key of={chords[place]} /></Button>
        </div></li>
      ))}
    </ol>
  );
}
