/** The microphone is tried before the first recording: is it allowed, does it hear, is the voice good. */
import { useEffect, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { useFocusAgain } from "../../parts/focus.ts";
import { Meter, type Bars } from "../../parts/meter.tsx";
import { Note } from "../../parts/note.tsx";
import { Row, Sheet } from "../../parts/sheet.tsx";
import { LEVELS_PER_SECOND } from "../../sound/level.ts";
import { useWords } from "../../words/words.ts";
import { AdviceLine } from "./advice.tsx";
import { TroubleNote } from "./trouble-note.tsx";
import type { Recorder } from "./use-recorder.ts";
import style from "./record.module.css";

/** A bar at least as high as this is more than a quiet room. */
const SPOKEN = 0.02;
/** So much speech is enough to judge by. */
const SECONDS = 1.5;
const LOOK_MS = 200;

export function TryMicrophone({ recorder: { stage, heard, listen }, onTried }: { recorder: Recorder; onTried: () => void }) {
  const { t } = useWords();
  const open = heard.facts !== null;
  const spoken = useSpoken(heard.bars);
  const good = open && spoken && heard.advice === null;
  const ways = useFocusAgain<HTMLDivElement>(open);
  const start = (): void => void listen();
  return (
    <Sheet title={t("record.try")} lead={t("record.try_help")}>
      {stage.name === "trouble" && <TroubleNote trouble={stage.trouble} onRetry={start} />}
      {open && (
        <div className={style["try"]}>
          <div className={style["wave"]} data-stage="recording"><Meter bars={heard.bars} /></div>
          {good ? <Note kind="good" title={t("record.try_good")} /> : <AdviceLine advice={heard.advice} idle={t("record.try_listening")} />}
        </div>
      )}
      <div ref={ways} role="group" aria-label={t("record.try")}><Row>
        {!open && stage.name !== "trouble" && <Button look="main" onClick={start}>{t("record.try_start")}</Button>}
        {open && <Button look={good ? "main" : "plain"} onClick={onTried}>{t(good ? "record.try_done" : "record.try_anyway")}</Button>}
        {!open && <Button look="quiet" onClick={onTried}>{t("record.try_skip")}</Button>}
      </Row></div>
    </Sheet>
  );
}

/** Whether enough was said since these bars began. */
function useSpoken(bars: Bars): boolean {
  const [heard, setHeard] = useState<{ bars: Bars; enough: boolean }>({ bars, enough: false });
  useEffect(() => {
    const timer = setInterval(() => {
      const loud = bars.values.filter((peak) => peak >= SPOKEN).length;
      if (loud >= SECONDS * LEVELS_PER_SECOND) setHeard({ bars, enough: true });
    }, LOOK_MS);
    return () => { clearInterval(timer); };
  }, [bars]);
  return heard.bars === bars && heard.enough;
}
