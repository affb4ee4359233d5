/** What one presses to record, and what is seen meanwhile: the wave, what to mind, the one big button and what stands beside it. */
import type { ReactNode, Ref } from "react";
import { Button } from "../../parts/button.tsx";
import { Meter } from "../../parts/meter.tsx";
import { Note } from "../../parts/note.tsx";
import { useWords } from "../../words/words.ts";
import { AdviceLine } from "./advice.tsx";
import { BigButton } from "./big-button.tsx";
import { Clock } from "./clock.tsx";
import { Playback, type Player } from "./playback.tsx";
import type { Recorder } from "./use-recorder.ts";
import style from "./record.module.css";

type Given = {
  recorder: Recorder;
  /** The most seconds that are recorded; null if there is no end. */
  longest: number | null;
  keys: boolean;
  player: Ref<Player>;
  onBig: () => void;
  onAgain: () => void;
  /** On the other side of the button. */
  children?: ReactNode;
};

export function Dock({ recorder, longest, keys, player, onBig, onAgain, children }: Given) {
  const { t } = useWords();
  const { stage, heard, lit } = recorder;
  const idle = stage.name === "recording" ? t(lit ? "record.is_recording" : "record.goes_dark") : stage.name === "listening" ? t(stage.interrupted ? "record.was_interrupted" : "record.is_listening") : t("record.idle");
  const processed = heard.facts !== null && (heard.facts.echoCancellation === true || heard.facts.noiseSuppression === true || heard.facts.autoGainControl === true);
  return (
    <div className={style["dock"]}>
      {processed && <Note kind="warn"><p>{t("record.facts_processed")}</p></Note>}
      <div className={style["wave"]} data-stage={stage.name}>
        {stage.name === "recording" || stage.name === "closing" ? <Meter bars={heard.bars} /> : null}
        {stage.name === "recording" && <Clock since={stage.since} longest={longest} />}
        {stage.name === "listening" && <Playback key={stage.take} take={stage.take} bars={heard.bars} keys={keys} ref={player} />}
      </div>
      <AdviceLine advice={stage.name === "recording" ? heard.advice : null} idle={idle} />
      <div className={style["controls"]}>
        <div className={style["side"]}><Again stage={stage.name} onAgain={onAgain} /></div>
        <BigButton stage={stage.name} disabled={false} onPress={onBig} />
        <div className={style["side"]}>{children}</div>
      </div>
    </div>
  );
}

function Again({ stage, onAgain }: { stage: Recorder["stage"]["name"]; onAgain: () => void }) {
  const { t } = useWords();
  if (stage === "listening") return <Button onClick={onAgain}>{t("record.again")}</Button>;
  return stage === "recording" ? <Button look="quiet" onClick={onAgain}>{t("record.drop")}</Button> : null;
}
