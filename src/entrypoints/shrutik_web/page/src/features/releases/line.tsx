/** Lines for a terminal or for Python, with what they do. */
import style from "./releases.module.css";

export function Line({ title, line }: { title: string; line: string }) {
  return <figure className={style["way"]}><figcaption>{title}</figcaption><pre className={style["code"]} dir="ltr"><code>{line}</code></pre></figure>;
}
