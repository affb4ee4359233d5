/** A dialog over the page, by the browser's own element: focus is kept in it, Escape closes it. */
import { useEffect, useRef, type ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { Button } from "./button.tsx";
import style from "./dialog.module.css";

export function Dialog({ title, onClose, children, actions }: { title: string; onClose: () => void; children: ReactNode; actions?: ReactNode }) {
  const { t } = useWords();
  const element = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    element.current?.showModal();
  }, []);
  return (
    <dialog ref={element} className={style["dialog"]} onClose={onClose} aria-label={title}>
      <h2>{title}</h2>
      <div className={style["body"]}>{children}</div>
      <div className={style["actions"]}>
        <Button look="quiet" onClick={() => element.current?.close()}>{t("parts.close")}</Button>
        {actions}
      </div>
    </dialog>
  );
}
