/** A dataset's datasheet as plots: of what, by whom, how long, how sure, and under which licence. */
import type { Message } from "../../api/client.ts";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Shares, type Share } from "../../parts/plots/shares.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { type Counts, NOT_SAID, speakersBy, TRAITS, type TraitName } from "./counts.ts";
import type { Tables } from "./datasheet.ts";
import { Histograms } from "./histograms.tsx";
import { Licences } from "./licences.tsx";
import { useSizes } from "./sizes.ts";
import { useTold } from "./use-told.ts";
import style from "./releases.module.css";

const SPLITS = ["train", "dev", "test"];
const SHOWN_VALUES = 12;

export function DatasheetPlots({ release }: { release: Message<"ReleaseMessage"> }) {
  const { t } = useWords();
  const told = useTold(release);
  return (
    <Card title={t("releases.datasheet")} id="datasheet">
      {told.isPending && <Waiting />}
      {told.isError && <NotLoaded asked={told} />}
      {told.data !== undefined && ("counts" in told.data ? <Counted counts={told.data.counts} /> : <FromTables tables={told.data.tables} />)}
    </Card>
  );
}

function Counted({ counts }: { counts: Counts }) {
  const { t } = useWords();
  const { clips, spoken } = useSizes();
  const splits = [...counts.splits].sort(([one], [other]) => SPLITS.indexOf(one) - SPLITS.indexOf(other));
  return (
    <>
      <Licences licences={counts.licences} />
      <div className={style["plots"]}>
        <Part title={t("releases.by_split")} help={t("releases.by_split_help")} shares={splits.map(([name, split]) => ({ name: t(`releases.split_${name}`), help: clips(split.clips), count: split.seconds, shown: spoken(split.seconds), kind: "good" }))} />
        <Part title={t("releases.by_decider")} shares={[...counts.settledBy].sort().map(([name, count]) => ({ name: t(`releases.decided_${name}`), count, kind: "info" }))} />
        <Histograms counts={counts} />
        <Languages languages={counts.languages} />
        {TRAITS.map((trait) => <TraitPart key={trait} trait={trait} values={speakersBy(counts, trait)} />)}
      </div>
    </>
  );
}

function FromTables({ tables }: { tables: Tables }) {
  const { t } = useWords();
  const splits = SPLITS.flatMap((name) => [...(tables.get("Splits") ?? [])].filter(([one]) => one === name));
  return (
    <>
      <p className={style["soft"]}>{t("releases.from_datasheet")}</p>
      <Licences licences={tables.get("Licences") ?? new Map()} />
      <div className={style["plots"]}>
        <Part title={t("releases.clips_by_split")} help={t("releases.by_split_help")} shares={splits.map(([name, count]) => ({ name: t(`releases.split_${name}`), count, kind: "good" }))} />
        <Languages languages={tables.get("Languages") ?? new Map()} />
        {TRAITS.map((trait) => <TraitPart key={trait} trait={trait} values={traitRows(tables, trait)} />)}
      </div>
    </>
  );
}

function traitRows(tables: Tables, trait: TraitName): [string, number][] {
  const rows = [...(tables.get(`Speakers by ${trait.replaceAll("_", " ")}`) ?? [])];
  return rows.map(([name, count]) => [name === "not said" ? NOT_SAID : name, count]);
}

function Languages({ languages }: { languages: ReadonlyMap<string, number> }) {
  const { t, locale } = useWords();
  // Languages that the browser cannot name are shown by their tags.
  const names = new Intl.DisplayNames([locale === "bn" ? "bn" : "en"], { type: "language" });
  return <Part title={t("releases.by_language")} shares={[...languages].map(([tag, count]) => ({ name: names.of(tag) ?? tag, count }))} />;
}

/** A trait of which no speaker spoke is a sentence, not a plot. */
function TraitPart({ trait, values }: { trait: TraitName; values: readonly [string, number][] }) {
  const { t } = useWords();
  const title = t("releases.by_trait", { trait: t(`releases.trait_${trait}`) });
  if (values.every(([value]) => value === NOT_SAID)) return <section className={style["part"]}><h3>{title}</h3><p className={style["soft"]}>{t("releases.nothing_said")}</p></section>;
  const shares = values.slice(0, SHOWN_VALUES).map(([value, count]): Share => ({ name: valueName(t, trait, value), count, kind: value === NOT_SAID ? "info" : "good" }));
  const rest = values.slice(SHOWN_VALUES).reduce((sum, [, count]) => sum + count, 0);
  return <Part title={title} shares={rest > 0 ? [...shares, { name: t("releases.other_values"), count: rest }] : shares} />;
}

/** Ages and genders are words of ours; all else stands as the speakers wrote it. */
function valueName(t: (key: string) => string, trait: TraitName, value: string): string {
  if (value === NOT_SAID) return t("releases.not_said");
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
