/** What a dataset holds: how much of what, by whom, how long, how sure, under which licence, and what it lacks. */
import type { Message } from "../../api/client.ts";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Shares, type Share } from "../../parts/plots/shares.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { Gaps } from "./gaps-list.tsx";
import { Histograms } from "./histograms.tsx";
import { Licences } from "./licences.tsx";
import { useSizes } from "./sizes.ts";
import { SplitsTable } from "./splits-table.tsx";
import { ranked, type Stats, TRAITS, type TraitName, useStats, type ValueAmount } from "./stats.ts";
import style from "./releases.module.css";

const SHOWN_VALUES = 12;

export function Datasheet({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const stats = useStats(release);
  const sheet = release.files.find((file) => file.name === "datasheet.html");
  return (
    <Card title={t("releases.datasheet")} id="datasheet">
      {stats.isPending && <Waiting />}
      {stats.isError && <NotLoaded asked={stats} />}
      {stats.data !== undefined && <Whole stats={stats.data} />}
      {sheet !== undefined && <p><a href={sheet.url} target="_blank" rel="noreferrer">{t("releases.whole_datasheet")}</a></p>}
    </Card>
  );
}

function Whole({ stats }: { stats: Stats }) {
  const { t } = useWords();
  const decided = stats.by.decision.map((one): Share => ({ name: t(`releases.decided_${one.value ?? ""}`), count: one.clips, kind: "info" }));
  return (
    <>
      <Headline stats={stats} />
      <SplitsTable stats={stats} />
      <Gaps stats={stats} />
      <div className={style["plots"]}>
        <Histograms stats={stats} />
        <Part title={t("releases.by_decider")} help={useAgreement(stats)} shares={decided} />
        <Languages languages={stats.by.language} />
        {TRAITS.map((trait) => <TraitPart key={trait} trait={trait} values={ranked(stats.traits[trait])} />)}
      </div>
      <Licences licences={stats.by.licence} />
    </>
  );
}

function Headline({ stats }: { stats: Stats }) {
  const { t, number } = useWords();
  const { spoken } = useSizes();
  const { confidence, expected_wer: wer } = stats.distributions;
  const figures: [string, string][] = [
    [t("releases.figure_speech"), spoken(stats.total.seconds)],
    [t("releases.figure_clips"), number(stats.total.clips)],
    [t("releases.figure_speakers"), number(stats.total.speakers)],
    [t("releases.figure_words"), number(stats.vocabulary.words)],
  ];
  if (confidence !== undefined) figures.push([t("releases.figure_confidence"), number(confidence.mean, { style: "percent" })]);
  if (wer !== undefined) figures.push([t("releases.figure_wer"), number(wer.mean, { style: "percent", maximumFractionDigits: 1 })]);
  if (stats.votes.alpha_words !== null) figures.push([t("releases.figure_alpha"), number(stats.votes.alpha_words, { maximumFractionDigits: 2 })]);
  return <dl className={style["figures"]}>{figures.map(([name, value]) => <div key={name}><dt>{name}</dt><dd>{value}</dd></div>)}</dl>;
}

function useAgreement({ votes }: Stats): string {
  const { t, number } = useWords();
  const said = t("releases.votes", { votes: number(votes.votes), workers: number(votes.workers) });
  return votes.alpha_words === null ? said : `${said} ${t("releases.alpha", { alpha: number(votes.alpha_words, { maximumFractionDigits: 2 }) })}`;
}

function Languages({ languages }: { languages: readonly ValueAmount[] }) {
  const { t, locale } = useWords();
  // Languages that the browser cannot name are shown by their tags.
  const names = new Intl.DisplayNames([locale === "bn" ? "bn" : "en"], { type: "language" });
  return <Part title={t("releases.by_language")} shares={languages.map(({ value, clips }) => ({ name: names.of(value ?? "und") ?? value ?? "", count: clips }))} />;
}

/** A trait of which no speaker spoke is among the gaps, and no plot. */
function TraitPart({ trait, values }: { trait: TraitName; values: readonly ValueAmount[] }) {
  const { t } = useWords();
  const { spoken } = useSizes();
  if (values.every((one) => one.value === null)) return null;
  const shares = values.slice(0, SHOWN_VALUES).map(({ value, speakers, seconds }): Share => ({ name: valueName(t, trait, value), help: spoken(seconds), count: speakers, kind: value === null ? "info" : "good" }));
  const rest = values.slice(SHOWN_VALUES).reduce((sum, one) => sum + one.speakers, 0);
  const title = t("releases.by_trait", { trait: t(`releases.trait_${trait}`) });
  return <Part title={title} shares={rest > 0 ? [...shares, { name: t("releases.other_values"), count: rest }] : shares} />;
}

/** Ages and genders are words of ours; all else stands as the speakers wrote it. */
function valueName(t: (key: string) => string, trait: TraitName, value: string | null): string {
  if (value === null) return t("releases.not_said");
  if (trait !== "age" && trait !== "gender") return value;
  const key = `releases.${trait}_${value}`;
  const words = t(key);
  return words.includes(key) ? value : words;
}

function Part({ title, help, shares }: { title: string; help?: string; shares: readonly Share[] }) {
  return (
    <section className={style["part"]}>
      <h3>{title}</h3>
      {help !== undefined && <p className={style["soft"]}>{help}</p>}
      <Shares title={title} shares={shares} />
    </section>
  );
}
