/** How long one has been speaking, and what is left if there is an end. */
import { useEffect, useState } from "react";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

const TICK_MS = 250;

export function Clock({ since, longest }: { since: number; longest: number | null }) {
  const { t, number } = useWords();
  // Whole seconds, so that only what is seen to change is drawn.
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    const timer = setInterval(() => { setSeconds(Math.max(0, Math.floor((performance.now() - since) / 1000))); }, TICK_MS);
    return () => { clearInterval(timer); };
  }, [since]);
  const said = (whole: number): string => `${number(Math.floor(whole / 60))}:${number(whole % 60, { minimumIntegerDigits: 2 })}`;
  return (
    <span className={style["clock"]} role="timer" aria-label={t("record.clock")}>
      {said(seconds)}{longest !== null && ` / ${said(Math.round(longest))}`}
    </span>
  );
}
