/** How long the clips are, how sure their texts, how clear their sound, and how speech is shared out, as bars. */
import type { ComponentProps } from "react";
import { BarPlot } from "../../parts/plots/bar-plot.tsx";
import { useWords } from "../../words/words.ts";
import { useSizes } from "./sizes.ts";
import { binsOf, type Distribution, type Stats } from "./stats.ts";

/** Fewer speakers cannot be told by tenths. */
const FEWEST_SPEAKERS = 10;

export function Histograms({ stats }: { stats: Stats }) {
  const { t, number } = useWords();
  const { duration_s: duration, confidence, expected_wer: wer, snr_db: snr } = stats.distributions;
  const second = (value: number): string => number(value, { style: "unit", unit: "second", maximumFractionDigits: 1 });
  const percent = (value: number): string => number(value, { style: "percent", maximumFractionDigits: 2 });
  const decibel = (value: number): string => t("releases.decibel", { value: number(value, { maximumFractionDigits: 1 }) });
  return (
    <>
      <Figure title={t("releases.durations")} head={t("releases.duration")} colour="recorded" of={duration} shown={second} />
      <Figure title={t("releases.confidences")} head={t("releases.confidence_of_text")} colour="settled" of={confidence} shown={(value) => percent(Math.min(1, value))} />
      <Figure title={t("releases.expected_wers")} head={t("releases.expected_wer")} colour="transcribed" of={wer} shown={percent} />
      <Figure title={t("releases.clearness")} head={t("releases.snr")} colour="recorded" of={snr} shown={decibel} />
      <Tenths stats={stats} />
    </>
  );
}

type Shape = Pick<ComponentProps<typeof BarPlot>, "title" | "head" | "colour"> & { of: Distribution | undefined; shown: (value: number) => string };

function Figure({ of, shown, ...plot }: Shape) {
  const { t } = useWords();
  const { clips } = useSizes();
  if (of === undefined) return null;
  const bins = binsOf(of.histogram);
  const edges = { first: bins[0]?.from ?? of.histogram.start, last: bins.at(-1)?.to ?? of.histogram.start + of.histogram.counts.length * of.histogram.width };
  const name = ({ from, to }: { from: number | null; to: number | null }): string => {
    if (from === null) return t("releases.below", { to: shown(to ?? 0) });
    return to === null ? t("releases.above", { from: shown(from) }) : t("releases.from_to", { from: shown(from), to: shown(to) });
  };
  return (
    <BarPlot
      {...plot} whole shown={clips} sum={t("releases.mean", { value: shown(of.mean) })}
      bars={bins.map((bin) => ({ name: name(bin), value: bin.clips }))}
      marks={[{ at: 0, label: shown(edges.first) }, { at: 1, label: shown(edges.last) }]}
    />
  );
}

/** What each tenth of the speakers gave, those who gave least first. */
function Tenths({ stats }: { stats: Stats }) {
  const { t, number } = useWords();
  const { spoken } = useSizes();
  const { lorenz, median_seconds: median, most_seconds: most } = stats.speakers;
  if (stats.total.speakers < FEWEST_SPEAKERS || lorenz.length < 2) return null;
  const parts = lorenz.slice(1).map((share, place) => share - (lorenz[place] ?? 0));
  const percent = (value: number): string => number(value, { style: "percent", maximumFractionDigits: 1 });
  return (
    <BarPlot
      title={t("releases.by_tenth")} head={t("releases.tenth")} colour="people"
      shown={(value) => percent(value / 100)} sum={t("releases.median_most", { median: spoken(median), most: spoken(most) })}
      bars={parts.map((value, place) => ({ name: t("releases.from_to", { from: percent(place / parts.length), to: percent((place + 1) / parts.length) }), value: value * 100 }))}
      marks={[{ at: 0, label: t("releases.least_first") }, { at: 1, label: t("releases.most_last") }]}
    />
  );
}
