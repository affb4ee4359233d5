/** How much each split holds. */
import { useWords } from "../../words/words.ts";
import { useSizes } from "./sizes.ts";
import { splitsOf, type Stats } from "./stats.ts";
import style from "./releases.module.css";

export function SplitsTable({ stats }: { stats: Stats }) {
  const { t, number } = useWords();
  const { spoken } = useSizes();
  const title = t("releases.by_split");
  return (
    <section className={style["part"]}>
      <h3>{title}</h3>
      <p className={style["soft"]}>{t("releases.by_split_help")}</p>
      <table className={style["table"]}>
        <caption className="unseen">{title}</caption>
        <thead><tr><th scope="col">{t("releases.split")}</th><th scope="col">{t("releases.figure_speech")}</th><th scope="col">{t("releases.figure_clips")}</th><th scope="col">{t("releases.figure_speakers")}</th></tr></thead>
        <tbody>
          {splitsOf(stats).map(({ value, seconds, clips, speakers }) => (
            <tr key={value}>
              <th scope="row">{t(`releases.split_${value ?? ""}`)}</th>
              <td>{spoken(seconds)} <span className={style["soft"]}>{number(seconds / Math.max(stats.total.seconds, Number.MIN_VALUE), { style: "percent" })}</span></td>
              <td>{number(clips)}</td>
              <td>{number(speakers)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
