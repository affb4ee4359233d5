/** How the installation did: what it was asked, and what waited, in the last day or month, without anything that watches it. */
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { ButtonLink } from "../../../parts/button.tsx";
import { Select } from "../../../parts/field.tsx";
import { Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { BarPlot, type Mark } from "../../../parts/plots/bar-plot.tsx";
import { Card, Row, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";

type Point = Message<"PulsePointMessage">;
const SPANS = [1, 30] as const;
/** Milliseconds between two looks. */
const AGAIN = 60_000;

export function Pulse() {
  const { t } = useWords();
  const [asked, ask] = useSearchParams();
  const days = SPANS.find((one) => String(one) === asked.get("days")) ?? 1;
  return (
    <Sheet wide title={t("admin.way_pulse")} lead={t("admin.pulse_lead")}>
      <div className={style["filters"]}>
        <Select label={t("admin.pulse_span")} value={String(days)} onChange={(event) => { ask({ days: event.target.value }, { replace: true }); }}>
          {SPANS.map((one) => <option key={one} value={one}>{t("admin.pulse_days", { days: one })}</option>)}
        </Select>
      </div>
      <Plots days={days} />
      <Row>
        <ButtonLink to="/admin/stats">{t("admin.pulse_stats")}</ButtonLink>
        <ButtonLink to="/admin/jobs?status=dead">{t("admin.pulse_dead_jobs")}</ButtonLink>
      </Row>
    </Sheet>
  );
}

function Plots({ days }: { days: number }) {
  const found = useQuery({
    queryKey: ["admin", "pulse", days],
    queryFn: () => got(api.GET("/api/v1/admin/pulse", { params: { query: { days } } })),
    refetchInterval: AGAIN,
  });
  if (found.isPending) return <Waiting rows={5} />;
  if (found.isError) return <NotLoaded asked={found} />;
  return <><Asked points={found.data.points} days={days} /><Waited points={found.data.points} days={days} /></>;
}

type Shown = { points: readonly Point[]; days: number };

function Asked({ points, days }: Shown) {
  const { t, number } = useWords();
  const plot = usePlot(points, days);
  const sum = (name: "requests" | "failed" | "decided"): string => t("admin.pulse_sum", { sum: number(points.reduce((all, one) => all + one[name], 0)) });
  return (
    <Card title={t("admin.pulse_asked")}>
      <div className={`${style["plots"]} ${style["thirds"]}`}>
        <BarPlot {...plot("requests")} title={t("admin.pulse_requests")} colour="settled" sum={sum("requests")} />
        <BarPlot {...plot("failed")} title={t("admin.pulse_failed")} colour="recorded" sum={sum("failed")} />
        <BarPlot {...plot("decided")} title={t("admin.pulse_decided")} colour="people" sum={sum("decided")} />
      </div>
    </Card>
  );
}

function Waited({ points, days }: Shown) {
  const { t, number } = useWords();
  const plot = usePlot(points, days);
  const most = (name: "waiting" | "dead"): string => t("admin.pulse_most", { most: number(Math.max(0, ...points.map((one) => one[name]))) });
  const minutes = (seconds: number): string => t("admin.pulse_minutes", { minutes: number(seconds / 60, { maximumFractionDigits: 1 }) });
  const oldest = points.map((one) => one.oldest_seconds);
  return (
    <Card title={t("admin.pulse_waited")}>
      <div className={`${style["plots"]} ${style["thirds"]}`}>
        <BarPlot {...plot("oldest_seconds", 60)} whole={false} shown={(value) => minutes(value * 60)} title={t("admin.pulse_oldest")} colour="transcribed" sum={t("admin.pulse_most", { most: minutes(Math.max(0, ...oldest)) })} />
        <BarPlot {...plot("waiting")} title={t("admin.pulse_waiting")} colour="transcribed" sum={most("waiting")} />
        <BarPlot {...plot("dead")} title={t("admin.pulse_dead")} colour="recorded" sum={most("dead")} />
      </div>
    </Card>
  );
}

/** What all plots share: a bar for each point, named by when it began, and words at the edges and in the middle. */
function usePlot(points: readonly Point[], days: number) {
  const { t, number, date } = useWords();
  const place = (at: number): Mark => {
    const begins = points[Math.min(points.length - 1, Math.floor(at * points.length))]?.begins ?? "";
    return { at, label: date(begins, days === 1 ? { timeStyle: "short" } : { day: "numeric", month: "short" }) };
  };
  const marks = points.length === 0 ? [] : [0, 0.5, 1].map(place);
  return (name: Exclude<keyof Point, "begins">, unit = 1) => ({
    bars: points.map((one) => ({ name: date(one.begins, { dateStyle: "medium", timeStyle: "short" }), value: one[name] / unit })),
    marks,
    whole: true,
    shown: (value: number) => number(value),
    head: t("admin.pulse_since"),
  });
}
