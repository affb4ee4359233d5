/** Statistics: how much there is by state, and what was done on each of the last days. */
import { useQuery } from "@tanstack/react-query";
import { useSearchParams } from "react-router";
import { api, got, type Message } from "../../../api/client.ts";
import { Select } from "../../../parts/field.tsx";
import { Waiting } from "../../../parts/note.tsx";
import { NotLoaded } from "../../../parts/not-loaded.tsx";
import { Card, Sheet } from "../../../parts/sheet.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { useCollections } from "../lookups.ts";
import { DayPlot } from "../../../parts/plots/day-plot.tsx";
import { Shares, type Share } from "../../../parts/plots/shares.tsx";
import { Agreement } from "./agreement.tsx";

type Overview = Message<"OverviewMessage">;
const RECORDINGS = { uploaded: "info", processing: "info", chunked: "good", refused: "warn", failed: "error", withdrawn: "warn" } as const;
const CHUNKS = { open: "info", in_review: "warn", settled: "good", silent: "info", rejected: "error", withdrawn: "warn" } as const;
const WORKS = ["recorded", "transcribed", "settled"] as const;

export function Stats() {
  const { t } = useWords();
  const [asked, ask] = useSearchParams();
  const collections = useCollections();
  const chosen = collections.data?.items.find((one) => one.slug === asked.get("collection"));
  return (
    <Sheet wide title={t("admin.way_stats")} lead={t("admin.stats_lead")}>
      <div className={style["filters"]}>
        <Select label={t("admin.collection")} value={chosen?.slug ?? ""} onChange={(event) => { ask(event.target.value === "" ? {} : { collection: event.target.value }, { replace: true }); }}>
          <option value="">{t("admin.collections_together")}</option>
          {collections.data?.items.map((one) => <option key={one.id} value={one.slug}>{one.name}</option>)}
        </Select>
      </div>
      {collections.isPending ? <Waiting /> : <Numbers collection={chosen?.id ?? null} />}
      {chosen !== undefined && <Agreement collection={chosen.id} />}
    </Sheet>
  );
}

function Numbers({ collection }: { collection: string | null }) {
  const found = useQuery({
    queryKey: ["admin", "stats", collection],
    queryFn: () => got(api.GET("/api/v1/admin/stats", { params: { query: { utc_offset: -new Date().getTimezoneOffset(), ...(collection === null ? {} : { collection }) } } })),
  });
  if (found.isPending) return <Waiting rows={5} />;
  if (found.isError) return <NotLoaded asked={found} />;
  return <><Days days={found.data.days} /><HowMuch overview={found.data} /></>;
}

function Days({ days }: { days: Overview["days"] }) {
  const { t, number } = useWords();
  const hours = (value: number): string => t("admin.hours", { hours: number(value, { maximumFractionDigits: value < 10 ? 2 : 1 }) });
  const people = (value: number): string => t("admin.people_count", { count: value });
  return (
    <Card title={t("admin.last_days", { days: days.length })}>
      <div className={style["plots"]}>
        {WORKS.map((work) => {
          const values = days.map((day) => ({ date: day.date, value: day[`${work}_seconds`] / 3_600 }));
          return <DayPlot key={work} title={t(`admin.hours_${work}`)} days={values} colour={work} shown={hours} sum={hours(values.reduce((sum, one) => sum + one.value, 0))} />;
        })}
        <DayPlot title={t("admin.people_active")} days={days.map((day) => ({ date: day.date, value: day.people }))} whole colour="people" shown={people} sum={t("admin.most_on_a_day", { count: number(Math.max(0, ...days.map((day) => day.people))) })} />
      </div>
    </Card>
  );
}

function HowMuch({ overview }: { overview: Overview }) {
  const { t } = useWords();
  const shares = (kinds: Readonly<Record<string, Share["kind"]>>, counts: Readonly<Record<string, number>>, prefix: string): Share[] =>
    Object.entries(kinds).map(([state, kind]) => ({ name: t(`${prefix}_${state}`), count: counts[state] ?? 0, ...(kind === undefined ? {} : { kind }) }));
  const { votes, leased, wanted } = overview.transcriptions;
  return (
    <div className={style["columns"]}>
      <Card title={t("admin.recordings")}><Shares title={t("admin.recordings")} shares={shares(RECORDINGS, overview.recordings, "admin.recording")} /></Card>
      <Card title={t("admin.clips")}><Shares title={t("admin.clips")} shares={shares(CHUNKS, overview.chunks, "admin.clip")} /></Card>
      <Card title={t("admin.transcriptions")}>
        <Shares title={t("admin.transcriptions")} shares={[{ name: t("admin.votes"), count: votes, kind: "good" }, { name: t("admin.leased"), count: leased, kind: "info" }, { name: t("admin.wanted"), count: wanted, kind: "warn" }]} />
      </Card>
    </div>
  );
}
