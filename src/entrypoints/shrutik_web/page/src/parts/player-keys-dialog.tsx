/** Where the keys are seen, changed and switched off. */
import { useState } from "react";
import { useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import { Dialog } from "./dialog.tsx";
import { Checkbox } from "./field.tsx";
import { chordName, chordOf, type Chord, type KeySettings } from "./player-keys.ts";
import style from "./player.module.css";

/** `names` has the words of each action, in the order in which they are shown. */
export function KeysDialog<Action extends string>({ settings, names, onClose }: { settings: KeySettings<Action>; names: Readonly<Record<Action, string>>; onClose: () => void }) {
  const { t } = useWords();
  const [asked, setAsked] = useState<Action | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const actions = Object.keys(names) as Action[];
  const press = (action: Action, chord: Chord): void => {
    const other = actions.find((one) => one !== action && settings.chords[one] === chord);
    setTaken(other === undefined ? null : t("player.key_taken", { key: chordName(chord), action: names[other] }));
    if (other !== undefined) return;
    settings.change({ chord: [action, chord] });
    setAsked(null);
  };
  return (
    <Dialog title={t("player.keys")} onClose={onClose} actions={<Button onClick={() => { settings.change({ usual: true }); }}>{t("player.keys_usual")}</Button>}>
      <p>{t("player.keys_help")}</p>
      <Checkbox label={t("player.keys_on")} checked={settings.on} onChange={(event) => { settings.change({ on: event.target.checked }); }} />
      <Checkbox label={t("player.play_at_once")} checked={settings.playAtOnce} onChange={(event) => { settings.change({ playAtOnce: event.target.checked }); }} />
      <div className={style["keys"]}>
        {actions.map((action) => (
          <div key={action}>
            <span>{names[action]}</span>
            <Button small aria-label={t("player.key_change", { action: names[action], key: chordName(settings.chords[action]) })}
              onClick={() => { setAsked(action); setTaken(null); }} onBlur={() => { setAsked(null); }}
              onKeyDown={(event) => {
                if (asked !== action) return;
                const chord = chordOf(event);
                if (chord === null) return;
                event.preventDefault();
                press(action, chord);
              }}>
              {asked === action ? t("player.key_press") : <kbd>{chordName(settings.chords[action])}</kbd>}
            </Button>
          </div>
        ))}
      </div>
      {taken !== null && <p role="alert" className={style["failed"]}>{taken}</p>}
    </Dialog>
  );
}
