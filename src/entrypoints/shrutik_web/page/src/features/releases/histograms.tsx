/** How long the clips are, how sure their texts, and how much each speaker gave, as bars. */
import { BarPlot } from "../../parts/plots/bar-plot.tsx";
import { useWords } from "../../words/words.ts";
import { type Counts, durationBins } from "./counts.ts";
import { useSizes } from "./sizes.ts";

/** More speakers than these cannot be told apart on a phone. */
const SHOWN_SPEAKERS = 40;
const TENTHS = 10;

export function Histograms({ counts }: { counts: Counts }) {
  return <><Durations counts={counts} /><Confidences counts={counts} /><Speakers counts={counts} /></>;
}

function Durations({ counts }: { counts: Counts }) {
  const { t, number } = useWords();
  const { clips } = useSizes();
  const bins = durationBins(counts.durations);
  const end = bins.at(-1)?.to ?? 1;
  const second = (value: number) => number(value, { style: "unit", unit: "second" });
  return (
    <BarPlot
      title={t("releases.durations")} head={t("releases.duration")} colour="recorded" whole shown={clips}
      sum={t("releases.mean", { value: number(counts.seconds / Math.max(1, counts.clips), { style: "unit", unit: "second", maximumFractionDigits: 1 }) })}
      bars={bins.map((bin) => ({ name: t("releases.from_to", { from: number(bin.from), to: second(bin.to) }), value: bin.clips }))}
      marks={[{ at: 0, label: second(0) }, { at: 1, label: second(end) }]}
    />
  );
}

function Confidences({ counts }: { counts: Counts }) {
  const { t, number } = useWords();
  const { clips } = useSizes();
  const percent = (tenths: number) => number(tenths / TENTHS, { style: "percent" });
  const sure = counts.confidences[TENTHS - 1] ?? 0;
  return (
    <BarPlot
      title={t("releases.confidences")} head={t("releases.confidence_of_text")} colour="settled" whole shown={clips}
      sum={t("releases.at_least_90", { share: number(sure / Math.max(1, counts.clips), { style: "percent" }) })}
      bars={counts.confidences.map((value, tenth) => ({ name: t("releases.from_to", { from: percent(tenth), to: percent(tenth + 1) }), value }))}
      marks={[0, 5, TENTHS].map((tenths) => ({ at: tenths / TENTHS, label: percent(tenths) }))}
    />
  );
}

function Speakers({ counts }: { counts: Counts }) {
  const { t, number } = useWords();
  const { spoken } = useSizes();
  const all = [...counts.speakers].sort(([, one], [, other]) => other.seconds - one.seconds);
  const shown = all.slice(0, SHOWN_SPEAKERS);
  return (
    <BarPlot
      title={t("releases.by_speaker")} head={t("releases.speaker")} colour="people"
      shown={(minutes) => spoken(minutes * 60)} sum={t("releases.speakers", { count: all.length })}
      bars={shown.map(([name, speaker]) => ({ name, value: speaker.seconds / 60 }))}
      marks={[{ at: 0, label: t("releases.most_first", { shown: number(shown.length) }) }]}
    />
  );
}
