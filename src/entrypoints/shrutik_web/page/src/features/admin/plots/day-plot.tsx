/** One figure a day as bars, with its axis; the same figures can be read as a table. */
import { useWords } from "../../../words/words.ts";
import style from "./plots.module.css";
import { barsIn, ticksUpTo, wholeTicksUpTo } from "./scale.ts";

type Shape = {
  title: string;
  /** Days as the server tells them, `2026-11-29`, with their values. */
  days: readonly { date: string; value: number }[];
  whole?: boolean;
  colour: "recorded" | "transcribed" | "settled" | "people";
  shown: (value: number) => string;
  /** What stands beside the title: a sum, or the most on one day. */
  sum: string;
};

const WIDTH = 360;
const HEIGHT = 120;
const LEFT = 44;
const BELOW = 22;

export function DayPlot({ title, days, whole = false, colour, shown, sum }: Shape) {
  const { t, number } = useWords();
  const values = days.map((one) => one.value);
  const ticks = (whole ? wholeTicksUpTo : ticksUpTo)(Math.max(0, ...values));
  const top = ticks.at(-1) ?? 1;
  return (
    <figure className={style["plot"]}>
      <figcaption><strong>{title}</strong> <span>{sum}</span></figcaption>
      <svg viewBox={`0 0 ${LEFT + WIDTH} ${HEIGHT + BELOW + 8}`} role="img" aria-label={`${title}: ${sum}`}>
        <g transform={`translate(${LEFT} 6)`}>
          {ticks.map((tick) => <Line key={tick} y={HEIGHT - (tick / top) * HEIGHT} label={number(tick, { maximumSignificantDigits: 3 })} />)}
          {barsIn(values, top, WIDTH, HEIGHT).map((bar, place) => (
            <rect key={days[place]?.date} {...bar} rx={1.5} className={style[colour]}>
              <title>{`${dayOf(days[place]?.date)}: ${shown(values[place] ?? 0)}`}</title>
            </rect>
          ))}
          <DayNames days={days} />
        </g>
      </svg>
      <details>
        <summary>{t("admin.as_table")}</summary>
        <table>
          <thead><tr><th scope="col">{t("admin.day")}</th><th scope="col">{title}</th></tr></thead>
          <tbody>{days.map((one) => <Cells key={one.date} date={one.date} shown={shown(one.value)} />)}</tbody>
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

/** The first day, the middle one and the last. */
function DayNames({ days }: { days: Shape["days"] }) {
  const { date } = useWords();
  const named = [0, Math.floor((days.length - 1) / 2), days.length - 1].filter((place, at, all) => days[place] !== undefined && all.indexOf(place) === at);
  const room = WIDTH / Math.max(1, days.length);
  return named.map((place) => (
    <text key={place} x={(place + 0.5) * room} y={HEIGHT + BELOW - 4} textAnchor={place === 0 ? "start" : place === days.length - 1 ? "end" : "middle"} className={style["label"]}>
      {date(dayOf(days[place]?.date), { day: "numeric", month: "short", timeZone: "UTC" })}
    </text>
  ));
}

function Cells({ date: day, shown }: { date: string; shown: string }) {
  const { date } = useWords();
  return <tr><th scope="row">{date(day, { dateStyle: "medium", timeZone: "UTC" })}</th><td>{shown}</td></tr>;
}

function dayOf(date: string | undefined): string {
  return date ?? "";
}
