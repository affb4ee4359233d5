/** What happens with a voice, step by step, and what its speaker can always do. */
import { useWords } from "../../words/words.ts";
import style from "./home.module.css";

const STEPS = ["speak", "write", "check", "share"] as const;
const RIGHTS = ["yours", "withdraw", "device"] as const;

export function Journey() {
  const { t } = useWords();
  return (
    <>
      <section className={style["journey"]} aria-labelledby="journey">
        <h2 id="journey">{t("home.journey")}</h2>
        <ol className={style["steps"]}>
          {STEPS.map((step) => (
            <li key={step}>
              <h3>{t(`home.step_${step}`)}</h3>
              <p>{t(`home.step_${step}_help`)}</p>
            </li>
          ))}
        </ol>
      </section>
      <section className={style["rights"]} aria-labelledby="rights">
        <h2 id="rights">{t("home.rights")}</h2>
        <ul>
          {RIGHTS.map((right) => <li key={right}><strong>{t(`home.right_${right}`)}</strong> {t(`home.right_${right}_help`)}</li>)}
        </ul>
      </section>
    </>
  );
}
