/** Under which licences a dataset may be used, each with a way to its text. */
import { useWords } from "../../words/words.ts";
import { useSizes } from "./sizes.ts";
import type { ValueAmount } from "./stats.ts";
import style from "./releases.module.css";

export function Licences({ licences }: { licences: readonly ValueAmount[] }) {
  const { t } = useWords();
  const { clips } = useSizes();
  return (
    <section className={style["part"]}>
      <h3>{t("releases.licence")}</h3>
      <ul className={style["list"]}>
        {licences.map(({ value, clips: count }) => ({ licence: value ?? "", count })).map(({ licence, count }) => (
          <li key={licence} className={style["licence"]}>
            <strong>{licence}</strong> <span className={style["soft"]}>{clips(count)}</span>
            {hasText(licence) ? <a href={`https://spdx.org/licenses/${licence}.html`} rel="noreferrer" target="_blank">{t("releases.licence_text")}</a> : <span className={style["soft"]}>{t("releases.licence_own")}</span>}
          </li>
        ))}
      </ul>
    </section>
  );
}

/** SPDX keeps the text of every licence on its list; own ones are called `LicenseRef-…` there. */
function hasText(licence: string): boolean {
  return /^[A-Za-z0-9][A-Za-z0-9.+-]*$/.test(licence) && !licence.startsWith("LicenseRef-");
}
