/** The text as it will stand, and the three ways to end the doubt: accept, reject with a reason, later. */
import { useEffect, useRef, useState } from "react";
import { Button } from "../../parts/button.tsx";
import { TextArea } from "../../parts/field.tsx";
import { Key } from "../../parts/player-bar.tsx";
import { chordSpoken, type Chords } from "../../parts/player-keys.ts";
import { useWords } from "../../words/words.ts";
import type { Action } from "./actions.ts";
import style from "./review.module.css";

type Given = {
  text: string; best: string; language: string; dir: "ltr" | "rtl"; confidence: number | null; chords: Chords<Action> | null; rejecting: boolean;
  onText: (text: string) => void; onReset: () => void; onAccept: () => void; onRejecting: (on: boolean) => void; onReject: (reason: string) => void; onLater: () => void;
};

export function Decide(given: Given) {
  const { t, number } = useWords();
  const { text, best, chords } = given;
  const edited = text.trim() !== best.trim();
  const key = (action: Action) => (chords === null ? {} : { "aria-keyshortcuts": chordSpoken(chords[action]) });
  return (
    <div className={style["decide"]}>
      <div className={style["label"]}>
        <label htmlFor="said">{t("review.field")}</label>
        {given.confidence !== null && <span className={style["soft"]}>{t("review.sure", { percent: number(given.confidence, { style: "percent", maximumFractionDigits: 0 }) })}</span>}
      </div>
      <textarea id="said" className={style["said"]} rows={2} lang={given.language} dir={given.dir} spellCheck={false} value={text} onChange={(event) => { given.onText(event.target.value); }} />
      <div className={style["ends"]}>
        <Button look="main" disabled={text.trim() === ""} onClick={given.onAccept} {...key("accept")}>{t(edited ? "review.accept_edited" : "review.accept")}<Key of={chords?.accept} /></Button>
        {edited && <Button onClick={given.onReset}>{t("review.reset")}</Button>}
        <Button look="danger" aria-expanded={given.rejecting} onClick={() => { given.onRejecting(!given.rejecting); }} {...key("reject")}>{t("review.reject")}<Key of={chords?.reject} /></Button>
        <Button look="quiet" onClick={given.onLater} {...key("later")}>{t("review.later")}<Key of={chords?.later} /></Button>
      </div>
      {given.rejecting && <Reject onReject={given.onReject} onCancel={() => { given.onRejecting(false); }} />}
    </div>
  );
}

const USUAL = ["unclear", "noise", "cut", "several", "language"] as const;
const LONGEST = 2000;

function Reject({ onReject, onCancel }: { onReject: (reason: string) => void; onCancel: () => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  const box = useRef<HTMLFormElement>(null);
  useEffect(() => { box.current?.querySelector("button")?.focus(); }, []);
  return (
    <form ref={box} className={style["reject"]} onSubmit={(event) => { event.preventDefault(); if (reason.trim() !== "") onReject(reason.trim()); }}>
      <strong>{t("review.reject_why")}</strong>
      <div className={style["ends"]}>
        {USUAL.map((one) => <Button key={one} small aria-pressed={reason === t(`review.why_${one}`)} onClick={() => { setReason(t(`review.why_${one}`)); }}>{t(`review.why_${one}`)}</Button>)}
      </div>
      <TextArea label={t("review.reject_help")} rows={2} maxLength={LONGEST} value={reason} onChange={(event) => { setReason(event.target.value); }} />
      <div className={style["ends"]}>
        <Button type="submit" look="danger" disabled={reason.trim() === ""}>{t("review.reject_now")}</Button>
        <Button look="quiet" onClick={onCancel}>{t("review.reject_not")}</Button>
      </div>
    </form>
  );
}
