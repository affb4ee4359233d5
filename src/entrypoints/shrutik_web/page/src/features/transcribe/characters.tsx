/** Keys on the screen for characters that a keyboard lacks; the cursor stays where it is. */
import { useState } from "react";
import { Button } from "../../parts/button.tsx";
import { useWords } from "../../words/words.ts";
import { charactersOf, shown } from "./script-characters.ts";
import style from "./transcribe.module.css";

export function Characters({ language, onChoose }: { language: string; onChoose: (character: string) => void }) {
  const { t } = useWords();
  const [open, setOpen] = useState(false);
  const groups = charactersOf(language);
  if (groups.length === 0) return null;
  return (
    <>
      <Button small aria-expanded={open} onClick={() => { setOpen(!open); }}>{t("transcribe.characters")}</Button>
      {open && (
        <div className={style["characters"]} lang={language}>
          {groups.map((group) => (
            <div key={group.name} role="group" aria-label={t(`transcribe.characters_${group.name}`)}>
              {group.characters.map((one) => (
                <button key={one} type="button" aria-label={shown(one)} onPointerDown={(event) => { event.preventDefault(); }} onClick={() => { onChoose(one); }}>{shown(one)}</button>
              ))}
            </div>
          ))}
        </div>
      )}
    </>
  );
}
