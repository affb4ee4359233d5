/** What a dataset lacks, in the reader's language. */
import { useWords } from "../../words/words.ts";
import { type Gap, gapsOf } from "./gaps.ts";
import type { Stats } from "./stats.ts";
import style from "./releases.module.css";

export function Gaps({ stats }: { stats: Stats }) {
  const { t } = useWords();
  const gaps = gapsOf(stats);
  const said = useSaid();
  if (gaps.length === 0) return null;
  return (
    <section className={style["part"]}>
      <h3>{t("releases.gaps")}</h3>
      <ul className={style["changes"]}>{gaps.map((gap) => <li key={said(gap)}>{said(gap)}</li>)}</ul>
    </section>
  );
}

function useSaid(): (gap: Gap) => string {
  const { t, number, locale } = useWords();
  const list = new Intl.ListFormat(locale === "bn" ? "bn" : "en");
  const percent = (share: number): string => number(share, { style: "percent" });
  return (gap) => {
    switch (gap.kind) {
      case "one_split": return t("releases.gap_one_split", { count: gap.speakers });
      case "few_in_split": return t("releases.gap_few_in_split", { split: t(`releases.split_${gap.split}`), count: gap.speakers });
      case "heavy": return t("releases.gap_heavy", { share: percent(gap.share) });
      case "unsaid": return t("releases.gap_unsaid", { traits: list.format(gap.traits.map((trait) => t(`releases.trait_${trait}`))) });
      case "few_votes":
      case "reported": return t(`releases.gap_${gap.kind}`, { share: percent(gap.share) });
      case "agreement": return t("releases.gap_agreement", { alpha: number(gap.alpha, { maximumFractionDigits: 2 }) });
      default: return t(`releases.gap_${gap.kind}`);
    }
  };
}
