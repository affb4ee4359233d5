/** One clip: hear it, type it, hand it in. The focus stays in the text field all the while. */
import { useEffect, useRef, useState } from "react";
import { useLanguages } from "../../api/languages.ts";
import type { ReadyTask } from "../../outbox/tasks.ts";
import { Button } from "../../parts/button.tsx";
import { Key, PlayerBar, STAY, steer } from "../../parts/player-bar.tsx";
import { chordSpoken, useChords, type KeySettings } from "../../parts/player-keys.ts";
import { usePlayer } from "../../parts/player.ts";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { usePeaks } from "../../parts/waveform-peaks.ts";
import { useWords } from "../../words/words.ts";
import type { Action } from "./actions.ts";
import { Characters } from "./characters.tsx";
import { drawnOf } from "./drawn.ts";
import { insertInto } from "./insert.ts";
import { Lease } from "./lease.tsx";
import { Skip } from "./skip.tsx";
import style from "./transcribe.module.css";
import { useDraft } from "./use-draft.ts";
import type { Tasks } from "./use-tasks.ts";

type Given = { owner: string; ready: ReadyTask; tasks: Tasks; settings: KeySettings<Action> };

export function Clip({ owner, ready, tasks, settings }: Given) {
  const { t } = useWords();
  const { task, audio, typed } = ready;
  const { outline, picture } = drawnOf(task.chunk);
  const direction = useLanguages()(task.chunk.language).direction;
  const field = useRef<HTMLTextAreaElement>(null);
  const [clip] = useState(audio);
  const [player, state] = usePlayer(clip, settings.playAtOnce);
  const peaks = usePeaks(clip, outline);
  const [text, setText] = useDraft(owner, task.id, typed);
  const [pictured, setPictured] = useState(false);
  const [skipping, setSkipping] = useState(false);
  const [problem, setProblem] = useState<unknown>(null);
  const chords = settings.on ? settings.chords : null;
  useEffect(() => { field.current?.focus({ preventScroll: true }); }, []);
  const insert = (what: string): void => { if (field.current !== null) setText(insertInto(field.current, what)); };
  const handIn = (): void => { if (text.trim() !== "") tasks.handIn(text).catch(setProblem); };
  const act = (action: Action): void => {
    if (action === "hand_in") handIn();
    else if (action === "skip") setSkipping(!skipping);
    else if (action === "noise" || action === "unclear") insert(` [${action}] `);
    else if (action === "picture") setPictured(!pictured);
    else steer(player, action);
  };
  useChords(settings, act);
  return (
    <section className={style["clip"]} aria-label={t("transcribe.clip")}>
      <PlayerBar player={player} state={state} peaks={peaks} chords={chords} picture={picture} pictured={pictured} onPicture={() => { setPictured(!pictured); }} />
      <div className={style["label"]}>
        <label htmlFor="heard">{t("transcribe.field")}</label>
        <Lease key={task.lease_expires_at} until={task.lease_expires_at} typed={text} renew={tasks.renew} />
      </div>
      <textarea id="heard" ref={field} className={style["text"]} rows={3} lang={task.chunk.language} dir={direction} spellCheck={false} autoCapitalize="off" autoComplete="off"
        value={text} onChange={(event) => { setText(event.target.value); }} />
      <div className={style["tools"]}>
        {(["noise", "unclear"] as const).map((tag) => (
          <Button key={tag} small {...STAY} onClick={() => { insert(` [${tag}] `); }} {...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords[tag]) })}>
            {t(`transcribe.tag_${tag}`)} <code className={style["tag"]} dir="ltr">[{tag}]</code><Key of={chords?.[tag]} />
          </Button>
        ))}
        <Characters language={task.chunk.language} onChoose={insert} />
      </div>
      {problem !== null && <ProblemNote problem={problem} />}
      <div className={style["ends"]}>
        <Button look="main" disabled={text.trim() === ""} onClick={handIn} {...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords.hand_in) })}>
          {t("transcribe.hand_in")}<Key of={chords?.hand_in} />
        </Button>
        <Button aria-expanded={skipping} onClick={() => { setSkipping(!skipping); }} {...(chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords.skip) })}>
          {t("transcribe.skip")}<Key of={chords?.skip} />
        </Button>
        <span className={style["kept"]} role="status">{text === "" ? "" : t("transcribe.kept")}</span>
      </div>
      {skipping && <Skip onChoose={(reason) => { tasks.skip(reason).catch(setProblem); }} onCancel={() => { setSkipping(false); field.current?.focus(); }} />}
    </section>
  );
}
