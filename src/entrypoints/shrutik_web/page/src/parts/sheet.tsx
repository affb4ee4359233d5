/** The body of a screen: its title, and cards and rows in even steps. */
import type { ReactNode } from "react";
import style from "./sheet.module.css";

export function Sheet({ title, lead, wide = false, actions, children }: { title: string; lead?: ReactNode; wide?: boolean; actions?: ReactNode; children: ReactNode }) {
  return (
    <div className={`${style["sheet"]} ${wide ? style["wide"] : ""}`}>
      <header className={style["head"]}>
        <h1>{title}</h1>
        {actions !== undefined && <div className={style["row"]}>{actions}</div>}
        {lead !== undefined && <p className={style["lead"]}>{lead}</p>}
      </header>
      {children}
    </div>
  );
}

export function Card({ title, children, id }: { title?: string; children: ReactNode; id?: string }) {
  return <section className={style["card"]} id={id}>{title !== undefined && <h2>{title}</h2>}{children}</section>;
}

/** Things beside each other that wrap when there is no room. */
export function Row({ children }: { children: ReactNode }) {
  return <div className={style["row"]}>{children}</div>;
}

export function Stack({ children }: { children: ReactNode }) {
  return <div className={style["stack"]}>{children}</div>;
}

/** A word about a state; the word itself says it, the colour only repeats it. */
export function Tag({ kind = "info", children }: { kind?: "info" | "good" | "warn" | "error"; children: ReactNode }) {
  return <span className={`${style["tag"]} ${style[kind]}`}>{children}</span>;
}

export function Progress({ label, value, of }: { label: string; value: number; of: number }) {
  return <div className={style["progress"]}><span>{label}</span><progress aria-label={label} value={value} max={of} /></div>;
}
