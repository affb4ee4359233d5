/** The promise of the page in a breath, with a voice drawn beside it. */
import { useLoggedIn } from "../../api/session.ts";
import { ButtonLink } from "../../parts/button.tsx";
import { useWords } from "../../words/words.ts";
import style from "./home.module.css";

export function Hero() {
  const { t } = useWords();
  const loggedIn = useLoggedIn();
  return (
    <header className={style["hero"]}>
      <div className={style["said"]}>
        <h1>{t("home.title")}</h1>
        <p className={style["lead"]}>{t("home.lead")}</p>
        <div className={style["ways"]}>
          <ButtonLink look="main" to="/record">{t("home.record")}</ButtonLink>
          {loggedIn
            ? <ButtonLink to="/transcribe">{t("home.transcribe")}</ButtonLink>
            : <ButtonLink to="/account/join">{t("home.join")}</ButtonLink>}
        </div>
      </div>
      <Voice />
    </header>
  );
}

const BARS = [10, 22, 38, 30, 56, 84, 64, 96, 72, 44, 60, 88, 52, 34, 48, 28, 40, 20, 12, 24, 16];
const STEP = 16;
const THICK = 8;

/** A spoken phrase as bars: it rises, speaks, and ends. */
function Voice() {
  return (
    <svg className={style["voice"]} viewBox={`0 0 ${BARS.length * STEP} 120`} aria-hidden="true" preserveAspectRatio="xMidYMid meet">
      {BARS.map((height, place) => (
        <rect key={place} x={place * STEP + (STEP - THICK) / 2} y={60 - height / 2} width={THICK} height={height} rx={THICK / 2} />
      ))}
    </svg>
  );
}
