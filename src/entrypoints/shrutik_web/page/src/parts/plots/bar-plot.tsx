/** Figures side by side as bars, with an axis; the same figures can be read as a table. */
import { useWords } from "../../words/words.ts";
import style from "./plots.module.css";
import { barsIn, ticksUpTo, wholeTicksUpTo } from "./scale.ts";

export type NamedBar = { name: string; value: number };
/** Words under the bars; `at` is 0 at the left edge and 1 at the right one. */
export type Mark = { at: number; label: string };

type Shape = {
  title: string;
  bars: readonly NamedBar[];
  marks: readonly Mark[];
  whole?: boolean;
  colour: "recorded" | "transcribed" | "settled" | "people";
  shown: (value: number) => string;
  /** What stands beside the title: a sum, or the most. */
  sum: string;
  /** What a bar's name is, above the table's first column. */
  head: string;
};

const WIDTH = 360;
const HEIGHT = 120;
const LEFT = 48;
const BELOW = 22;
/** From here on figures at the axis are shortened, or they would not fit beside it. */
const LONG = 10_000;

export function BarPlot({ title, bars, marks, whole = false, colour, shown, sum, head }: Shape) {
  const { t, number } = useWords();
  const values = bars.map((one) => one.value);
  const ticks = (whole ? wholeTicksUpTo : ticksUpTo)(Math.max(0, ...values));
  const top = ticks.at(-1) ?? 1;
  return (
    <figure className={style["plot"]}>
      <figcaption><strong>{title}</strong> <span>{sum}</span></figcaption>
      <svg viewBox={`0 0 ${LEFT + WIDTH} ${HEIGHT + BELOW + 8}`} role="img" aria-label={`${title}: ${sum}`}>
        <g transform={`translate(${LEFT} 6)`}>
          {ticks.map((tick) => <Line key={tick} y={HEIGHT - (tick / top) * HEIGHT} label={number(tick, { maximumSignificantDigits: 3, notation: top < LONG ? "standard" : "compact" })} />)}
          {barsIn(values, top, WIDTH, HEIGHT).map((bar, place) => (
            <rect key={bars[place]?.name} {...bar} rx={1.5} className={style[colour]}>
              <title>{`${bars[place]?.name ?? ""}: ${shown(values[place] ?? 0)}`}</title>
            </rect>
          ))}
          {marks.map((mark) => <text key={mark.at} x={mark.at * WIDTH} y={HEIGHT + BELOW - 4} textAnchor={anchorAt(mark.at)} className={style["label"]}>{mark.label}</text>)}
        </g>
      </svg>
      <details>
        <summary>{t("parts.as_table")}</summary>
        <table>
          <thead><tr><th scope="col">{head}</th><th scope="col">{title}</th></tr></thead>
          <tbody>{bars.map((one) => <tr key={one.name}><th scope="row">{one.name}</th><td>{shown(one.value)}</td></tr>)}</tbody>
        </table>
      </details>
    </figure>
  );
}

function Line({ y, label }: { y: number; label: string }) {
  return (
    <>
      <line x1={0} x2={WIDTH} y1={y} y2={y} className={style["line"]} />
      <text x={-6} y={y + 4} textAnchor="end" className={style["label"]}>{label}</text>
    </>
  );
}

/** Words at an edge stay within it. */
function anchorAt(at: number): "start" | "middle" | "end" {
  return at < 0.1 ? "start" : at > 0.9 ? "end" : "middle";
}
