/** What happened or is missing, told by shape, colour and word: notes, empty lists, waiting. */
import type { ReactNode } from "react";
import { useWords } from "../words/words.ts";
import style from "./note.module.css";

type Kind = "info" | "good" | "warn" | "error";
const SIGNS: Readonly<Record<Kind, string>> = { info: "i", good: "✓", warn: "!", error: "×" };

/** A note; errors interrupt a screen reader, all else waits for its turn. */
export function Note({ kind = "info", title, children, action }: { kind?: Kind; title?: string; children?: ReactNode; action?: ReactNode }) {
  return (
    <div className={`${style["note"]} ${style[kind]}`} role={kind === "error" ? "alert" : "status"}>
      <span className={style["sign"]} aria-hidden="true">{SIGNS[kind]}</span>
      <div className={style["said"]}>
        {title !== undefined && <strong>{title}</strong>}
        {children}
        {action}
      </div>
    </div>
  );
}

/** In place of a list with nothing in it. */
export function Empty({ title, children }: { title: string; children?: ReactNode }) {
  return <div className={style["empty"]}><h2>{title}</h2>{children}</div>;
}

/** In place of what is on its way. */
export function Waiting({ rows = 3 }: { rows?: number }) {
  const { t } = useWords();
  return (
    <div className={style["waiting"]} role="status">
      <span className="unseen">{t("parts.waiting")}</span>
      {Array.from({ length: rows }, (_, row) => <span key={row} aria-hidden="true" />)}
    </div>
  );
}
