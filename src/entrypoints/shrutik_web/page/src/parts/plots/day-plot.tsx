/** One figure a day as bars; the first day, the middle one and the last are named. */
import type { ComponentProps } from "react";
import { useWords } from "../../words/words.ts";
import { BarPlot } from "./bar-plot.tsx";

type Shape = Omit<ComponentProps<typeof BarPlot>, "bars" | "marks" | "head"> & {
  /** Days as the server tells them, `2026-11-29`, with their values. */
  days: readonly { date: string; value: number }[];
};

export function DayPlot({ days, ...plot }: Shape) {
  const { t, date } = useWords();
  const named = [0, Math.floor((days.length - 1) / 2), days.length - 1].filter((place, at, all) => days[place] !== undefined && all.indexOf(place) === at);
  const marks = named.map((place) => ({
    at: (place + 0.5) / days.length,
    label: date(days[place]?.date ?? "", { day: "numeric", month: "short", timeZone: "UTC" }),
  }));
  const bars = days.map((one) => ({ name: date(one.date, { dateStyle: "medium", timeZone: "UTC" }), value: one.value }));
  return <BarPlot {...plot} bars={bars} marks={marks} head={t("parts.day")} />;
}
