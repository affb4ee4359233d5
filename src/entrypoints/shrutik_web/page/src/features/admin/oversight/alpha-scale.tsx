/** Alpha on its scale, with the limits between poor, fair and good. */
import { useWords } from "../../../words/words.ts";
import { placeOf, RELIABLE, TENTATIVE } from "./alpha.ts";
import style from "../../../parts/plots/plots.module.css";

const WIDTH = 300;
const MARKS = [0, TENTATIVE, RELIABLE, 1];

export function AlphaScale({ alpha, label }: { alpha: number; label: string }) {
  const { number } = useWords();
  const at = placeOf(alpha) * WIDTH;
  return (
    <svg viewBox={`-10 0 ${WIDTH + 20} 36`} role="img" aria-label={label} className={style["scale"]}>
      <rect x={0} y={8} width={TENTATIVE * WIDTH} height={6} className={style["error"]} />
      <rect x={TENTATIVE * WIDTH} y={8} width={(RELIABLE - TENTATIVE) * WIDTH} height={6} className={style["warn"]} />
      <rect x={RELIABLE * WIDTH} y={8} width={(1 - RELIABLE) * WIDTH} height={6} className={style["good"]} />
      {MARKS.map((mark) => <text key={mark} x={mark * WIDTH} y={32} textAnchor="middle" className={style["label"]}>{number(mark, { maximumFractionDigits: 2 })}</text>)}
      <circle cx={at} cy={11} r={7} className={style["here"]} />
    </svg>
  );
}
