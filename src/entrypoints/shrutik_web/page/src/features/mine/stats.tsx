/** What a person has given so far, and the days in a row; hidden by who does not want to be counted. */
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { api, got } from "../../api/client.ts";
import { Checkbox } from "../../parts/field.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./mine.module.css";

type Figures = { recorded_seconds: number; transcriptions: number; settled: number; streak_days: number; days: { date: string; recorded_seconds: number }[] };
const HIDDEN = "shrutik-stats-hidden";

export function Stats() {
  const { t } = useWords();
  const [hidden, setHidden] = useState(() => localStorage.getItem(HIDDEN) !== null);
  // The document of the API that the types come from does not name this path yet.
  const figures = useQuery({ queryKey: ["mine", "stats"], queryFn: () => got(api.GET("/api/v1/me/stats" as "/api/v1/me")) as Promise<unknown> as Promise<Figures>, enabled: !hidden });
  const choose = (next: boolean): void => {
    if (next) localStorage.setItem(HIDDEN, "1");
    else localStorage.removeItem(HIDDEN);
    setHidden(next);
  };
  if (figures.data === undefined && !hidden) return null;
  return (
    <Card>
      {!hidden && figures.data !== undefined && <Given figures={figures.data} />}
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
      <dl className={style["figures"]}>{told.map(([name, value]) => <div key={name}><dt>{t(`mine.stats_${name}`)}</dt><dd>{number(value)}</dd></div>)}</dl>
      <div className={style["days"]} role="img" aria-label={t("mine.stats_days")}>
        {figures.days.map((day) => <span key={day.date} title={date(day.date, { dateStyle: "medium" })} style={{ blockSize: `${(100 * day.recorded_seconds) / most}%` }} />)}
      </div>
    </>
  );
}
