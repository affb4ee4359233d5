/** Why there is no recording and how to get one, told for the browser at hand, with a way to try again. */
import type { Choice } from "../../capture/microphones.ts";
import { Button } from "../../parts/button.tsx";
import { useFocusAgain } from "../../parts/focus.ts";
import { Note } from "../../parts/note.tsx";
import { useWords } from "../../words/words.ts";
import type { Trouble } from "./stage.ts";
import style from "./record.module.css";

type Browser = "ios" | "safari" | "firefox" | "android" | "chrome";

/** Which way the permission is given back. Browsers on iOS are all Safari's. */
export function browserOf(agent: string): Browser {
  if (/iPhone|iPad|iPod/.test(agent)) return "ios";
  if (agent.includes("Firefox/")) return "firefox";
  if (agent.includes("Android")) return "android";
  if (/Chrom(e|ium)\//.test(agent)) return "chrome";
  return agent.includes("Safari/") ? "safari" : "chrome";
}

export function TroubleNote({ trouble, wanted = null, onRetry }: { trouble: Trouble; wanted?: Choice | null; onRetry?: () => void }) {
  const { t } = useWords();
  const retry = useFocusAgain<HTMLDivElement>(trouble);
  const browser = browserOf(navigator.userAgent);
  const steps = trouble === "denied" ? t(`record.denied_${browser}`).split("\n") : [];
  return (
    <Note kind="error" title={trouble === "missing" && wanted !== null ? t("record.microphone_missing", { name: wanted.label }) : t(`record.trouble_${trouble}`)}>
      <p>{t(`record.trouble_${trouble}_help`)}</p>
      {steps.length > 0 && (
        <>
          <PermissionPicture browser={browser} />
          <ol className={style["undo"]}>{steps.map((step) => <li key={step}>{step}</li>)}</ol>
        </>
      )}
      {onRetry !== undefined && <div ref={retry}><Button onClick={onRetry}>{t("record.retry")}</Button></div>}
    </Note>
  );
}

/** Where one presses, and what is changed there: a sign of the address bar with a switch or a block under it; in Safari its menu. */
function PermissionPicture({ browser }: { browser: Browser }) {
  const { t } = useWords();
  return (
    <svg className={style["bar"]} viewBox="0 0 300 112" role="img" aria-label={t(browser === "firefox" || browser === "safari" ? `record.denied_picture_${browser}` : "record.denied_picture")}>
      {browser === "safari" ? (
        <>
          <path d="M2 38 h296" className={style["line"]} />
          <rect x="10" y="6" width="64" height="26" rx="8" className={style["hot"]} />
          <text x="42" y="24" textAnchor="middle" className={style["name"]}>Safari</text>
          <rect x="92" y="15" width="44" height="9" rx="4.5" className={style["fill"]} /><rect x="150" y="15" width="44" height="9" rx="4.5" className={style["fill"]} />
        </>
      ) : (
        <>
          <rect x="2" y="2" width="296" height="36" rx="18" className={style["line"]} />
          <circle cx="22" cy="20" r="13" className={style["hot"]} />
          <rect x="46" y="15" width="150" height="10" rx="5" className={style["fill"]} />
          {browser === "firefox" ? <path d="M19.5 16 a2.5 2.5 0 0 1 5 0 v4 a2.5 2.5 0 0 1 -5 0 z M16.5 20 a5.5 5.5 0 0 0 11 0 M22 25.5 v3 M14.5 13 L29.5 28" className={style["thin"]} /> : <Sliders />}
        </>
      )}
      <path d="M22 34 v16" className={style["ink"]} />
      <rect x="10" y="50" width="200" height="58" rx="10" className={style["line"]} />
      <path d="M32 66 a6 6 0 0 1 12 0 v12 a6 6 0 0 1 -12 0 z M26 76 a12 12 0 0 0 24 0 M38 88 v8" className={style["ink"]} />
      <rect x="64" y="74" width="70" height="10" rx="5" className={style["fill"]} />
      {browser === "firefox" ? <><rect x="150" y="66" width="48" height="26" rx="8" className={style["hot"]} /><path d="M168 73 l12 12 M180 73 l-12 12" className={style["ink"]} /></> : (
        <><rect x="154" y="68" width="40" height="22" rx="11" className={style["on"]} /><circle cx="183" cy="79" r="8" className={style["knob"]} /></>
      )}
    </svg>
  );
}

function Sliders() {
  return (
    <>
      <path d="M16 16.5 h6 M26 16.5 h2 M16 23.5 h2 M22 23.5 h6" className={style["ink"]} />
      <circle cx="24" cy="16.5" r="2" className={style["ink"]} /><circle cx="20" cy="23.5" r="2" className={style["ink"]} />
    </>
  );
}
