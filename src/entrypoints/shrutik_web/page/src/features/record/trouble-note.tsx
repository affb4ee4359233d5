/** Why there is no recording and how to get one, told for the browser at hand, with a way to try again. */
import { Button } from "../../parts/button.tsx";
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

export function TroubleNote({ trouble, onRetry }: { trouble: Trouble; onRetry: () => void }) {
  const { t } = useWords();
  const steps = trouble === "denied" ? t(`record.denied_${browserOf(navigator.userAgent)}`).split("\n") : [];
  return (
    <Note kind="error" title={t(`record.trouble_${trouble}`)}>
      <p>{t(`record.trouble_${trouble}_help`)}</p>
      {steps.length > 0 && (
        <>
          <PermissionPicture />
          <ol className={style["undo"]}>{steps.map((step) => <li key={step}>{step}</li>)}</ol>
        </>
      )}
      {trouble !== "insecure" && <Button onClick={onRetry}>{t("record.retry")}</Button>}
    </Note>
  );
}

/** An address bar, its sign at the beginning, and the switch for the microphone under it. */
function PermissionPicture() {
  const { t } = useWords();
  return (
    <svg className={style["bar"]} viewBox="0 0 300 112" role="img" aria-label={t("record.denied_picture")}>
      <rect x="2" y="2" width="296" height="36" rx="18" className={style["line"]} />
      <circle cx="22" cy="20" r="11" className={style["hot"]} />
      <path d="M16 16.5 h6 M26 16.5 h2 M16 23.5 h2 M22 23.5 h6" className={style["ink"]} />
      <circle cx="24" cy="16.5" r="2" className={style["ink"]} /><circle cx="20" cy="23.5" r="2" className={style["ink"]} />
      <rect x="46" y="15" width="150" height="10" rx="5" className={style["fill"]} />
      <path d="M22 32 v18" className={style["ink"]} />
      <rect x="10" y="50" width="200" height="58" rx="10" className={style["line"]} />
      <path d="M32 66 a6 6 0 0 1 12 0 v12 a6 6 0 0 1 -12 0 z M26 76 a12 12 0 0 0 24 0 M38 88 v8" className={style["ink"]} />
      <rect x="64" y="74" width="70" height="10" rx="5" className={style["fill"]} />
      <rect x="154" y="68" width="40" height="22" rx="11" className={style["on"]} />
      <circle cx="183" cy="79" r="8" className={style["knob"]} />
    </svg>
  );
}
