/** Counts by name as bars that lie beside their names and figures. */
import { useWords } from "../../words/words.ts";
import style from "./plots.module.css";

export type Share = { name: string; help?: string; count: number; shown?: string; kind?: "good" | "warn" | "error" | "info" };

/** Each bar is as long as its part of the largest; a name says what it counts, the colour only repeats it. */
export function Shares({ title, shares }: { title: string; shares: readonly Share[] }) {
  const { number } = useWords();
  const most = Math.max(Number.MIN_VALUE, ...shares.map((one) => one.count));
  return (
    <table className={style["shares"]}>
      <caption className="unseen">{title}</caption>
      <tbody>
        {shares.map((one) => (
          <tr key={one.name}>
            <th scope="row">{one.name}{one.help !== undefined && <span className={style["help"]}>{one.help}</span>}</th>
            <td className={style["count"]}>{one.shown ?? number(one.count)}</td>
            <td className={style["track"]}>
              <svg viewBox="0 0 100 8" preserveAspectRatio="none" aria-hidden="true"><rect className={style[one.kind ?? "info"]} width={one.count > 0 ? Math.max(0.8, (one.count / most) * 100) : 0} height={8} /></svg>
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
