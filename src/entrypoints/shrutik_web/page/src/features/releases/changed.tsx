/** What changed from one version of a dataset to a later one: in figures, and clip by clip. */
import { useMutation } from "@tanstack/react-query";
import type { Message } from "../../api/client.ts";
import { Button } from "../../parts/button.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { ProblemNote } from "../../parts/problem-note.tsx";
import { Row } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import { changesBetween, clipTexts, deltaFrom, textsOf } from "./changes.ts";
import { useSizes } from "./sizes.ts";
import { splitsOf, type Stats, useStats } from "./stats.ts";
import style from "./releases.module.css";

type Release = Message<"ReleaseMessage">;
type Pair = { release: Release; before: Release };

export function Changed({ release, before }: Pair) {
  const { t, number } = useWords();
  const [old, fresh] = [useStats(before), useStats(release)];
  const percent = (share: number): string => number(share, { style: "percent" });
  return (
    <>
      <h3>{t("releases.since", { version: before.version })}</h3>
      {(old.isLoading || fresh.isLoading) && <Waiting />}
      {old.isError && <NotLoaded asked={old} />}
      {old.data !== undefined && fresh.data !== undefined && <Figures old={old.data} fresh={fresh.data} version={{ before: before.version, now: release.version }} />}
      {release.min_confidence !== before.min_confidence && <p>{t("releases.confidence_changed", { before: percent(before.min_confidence), now: percent(release.min_confidence) })}</p>}
      <ByClip release={release} before={before} />
    </>
  );
}

function Figures({ old, fresh, version }: { old: Stats; fresh: Stats; version: { before: number; now: number } }) {
  const { t } = useWords();
  const rows = useRows(old, fresh);
  const title = t("releases.figures_changed");
  return (
    <table className={style["table"]}>
      <caption className="unseen">{title}</caption>
      <thead><tr><th scope="col">{t("releases.figure")}</th><th scope="col">{t("releases.version", { version: version.before })}</th><th scope="col">{t("releases.version", { version: version.now })}</th><th scope="col">{t("releases.difference")}</th></tr></thead>
      <tbody>{rows.map(([name, before, now, difference]) => <tr key={name}><th scope="row">{name}</th><td>{before}</td><td>{now}</td><td>{difference}</td></tr>)}</tbody>
    </table>
  );
}

/** Name, before, now, and by how much it grew. */
function useRows(old: Stats, fresh: Stats): [string, string, string, string][] {
  const { t, number } = useWords();
  const { spoken } = useSizes();
  const row = (name: string, before: number, now: number, shown: (value: number) => string): [string, string, string, string] => {
    const change = now - before;
    return [name, shown(before), shown(now), change === 0 ? t("releases.no_difference") : `${change < 0 ? "−" : "+"}${shown(Math.abs(change))}`];
  };
  const split = (stats: Stats, name: string | null): number => stats.by.split.find((one) => one.value === name)?.seconds ?? 0;
  const names = new Set([...splitsOf(fresh), ...splitsOf(old)].map((one) => one.value));
  const percent = (share: number): string => number(share, { style: "percent", maximumFractionDigits: 1 });
  const [confidence, was] = [fresh.distributions.confidence, old.distributions.confidence];
  return [
    row(t("releases.figure_clips"), old.total.clips, fresh.total.clips, number),
    row(t("releases.figure_speech"), old.total.seconds, fresh.total.seconds, spoken),
    ...[...names].map((name) => row(t(`releases.split_${name ?? ""}`), split(old, name), split(fresh, name), spoken)),
    row(t("releases.figure_speakers"), old.total.speakers, fresh.total.speakers, number),
    row(t("releases.figure_words"), old.vocabulary.words, fresh.vocabulary.words, number),
    ...(confidence !== undefined && was !== undefined ? [row(t("releases.figure_confidence"), was.mean, confidence.mean, percent)] : []),
  ];
}

/** In the browser if both versions have their texts as JSON Lines; else by a program, with the file that tells one from the other. */
function ByClip({ release, before }: Pair) {
  const { t } = useWords();
  const [old, fresh] = [textsOf(before), textsOf(release)];
  const delta = deltaFrom(release, before);
  const compare = useMutation({ mutationFn: () => changesBetween(clipTexts(old ?? []), clipTexts(fresh ?? [])) });
  const can = old !== null && fresh !== null;
  return (
    <>
      {compare.isError && <ProblemNote problem={compare.error} />}
      {compare.data !== undefined && (
        <ul className={style["changes"]} role="status">
          {(["added", "gone", "rewritten", "same"] as const).map((one) => <li key={one}>{t(`releases.change_${one}`, { count: compare.data[one] })}</li>)}
        </ul>
      )}
      {can && compare.data === undefined && <Row><Button onClick={() => { compare.mutate(); }} busy={compare.isPending}>{t("releases.compare")}</Button></Row>}
      {delta !== null && <p className={style["soft"]}>{t("releases.delta_help")} <code className={style["hash"]} dir="ltr">{delta}</code></p>}
    </>
  );
}
