/** What a person has given so far, and the days in a row; hidden by who does not want to be counted. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { api, got, type Message } from "../../api/client.ts";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card, Progress } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";

type Figures = Message<"StatsMessage">;
/** Minutes a day that a person may set out to record; 0 is no goal. */
const GOALS = [0, 2, 5, 10, 20] as const;
const GOAL = "shrutik-goal-minutes";
const HIDDEN = "shrutik-stats-hidden";

export function Stats() {
  const { t } = useWords();
  const [hidden, setHidden] = useState(() => localStorage.getItem(HIDDEN) !== null);
  const figures = useQuery({ queryKey: ["mine", "stats"], queryFn: () => got(api.GET("/api/v1/me/stats")), enabled: !hidden });
  const choose = (next: boolean): void => {
    if (next) localStorage.setItem(HIDDEN, "1");
    else localStorage.removeItem(HIDDEN);
    setHidden(next);
  };
  if (figures.isError) return <NotLoaded asked={figures} />;
  if (figures.data === undefined && !hidden) return <Waiting rows={1} />;
  return (
    <Card>
      {!hidden && figures.data !== undefined && <><Given figures={figures.data} /><Goal today={figures.data.days.at(-1)?.recorded_seconds ?? 0} /></>}
      <Checkbox label={t("mine.stats_show")} checked={!hidden} onChange={(event) => { choose(!event.target.checked); }} />
    </Card>
  );
}

function Given({ figures }: { figures: Figures }) {
  const { t, number, date } = useWords();
  const most = Math.max(1, ...figures.days.map((day) => day.recorded_seconds));
  const told: readonly [string, number][] = [["minutes", Math.round(figures.recorded_seconds / 60)], ["written", figures.transcriptions], ["settled", figures.settled], ["streak", figures.streak_days]];
  return (
    <>
      <dl className={style["figures"]}>{told.map(([name, value]) => <div key={name}><dt>{t(`mine.stats_${name}`, { count: value })}</dt><dd>{number(value)}</dd></div>)}</dl>
      <div className={style["days"]} role="img" aria-label={t("mine.stats_days")}>
        {figures.days.map((day) => <span key={day.date} title={date(day.date, { dateStyle: "medium" })} style={{ blockSize: `${(100 * day.recorded_seconds) / most}%` }} />)}
      </div>
    </>
  );
}

/** A goal of one's own for today; kept on this device alone. */
function Goal({ today }: { today: number }): ReactNode {
  const { t, number } = useWords();
  const [goal, setGoal] = useState(() => GOALS.find((one) => String(one) === localStorage.getItem(GOAL)) ?? 0);
  const choose = (next: string): void => {
    localStorage.setItem(GOAL, next);
    setGoal(GOALS.find((one) => String(one) === next) ?? 0);
  };
  const minutes = today / 60;
  return (
    <div className={style["goal"]}>
      {goal > 0 && <Progress label={t(minutes >= goal ? "mine.goal_reached" : "mine.goal_today", { minutes: number(minutes, { maximumFractionDigits: 1 }), goal: number(goal) })} value={Math.min(minutes, goal)} of={goal} />}
      <Select label={t("mine.goal")} value={goal} onChange={(event) => { choose(event.target.value); }}>
        {GOALS.map((one) => <option key={one} value={one}>{one === 0 ? t("mine.goal_none") : t("mine.goal_minutes", { minutes: number(one) })}</option>)}
      </Select>
    </div>
  );
}
