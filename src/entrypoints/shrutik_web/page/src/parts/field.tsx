/** Fields of a form: a label, help, what is wrong, all told to a screen reader. */
import { useId, type InputHTMLAttributes, type ReactNode, type SelectHTMLAttributes, type TextareaHTMLAttributes } from "react";
import style from "./field.module.css";

/** `told` stands beside the label for a moment, such as that a choice was kept; a screen reader hears it elsewhere. */
type Said = { label: string; help?: ReactNode; error?: ReactNode; told?: string };
type Untold = Omit<Said, "told">;

function Frame({ label, help, error, told = "", id, children }: Said & { id: string; children: ReactNode }) {
  return (
    <div className={style["field"]}>
      <label htmlFor={id}>{label}</label>
      {told !== "" && <span className={style["told"]} aria-hidden="true">{told}</span>}
      {help !== undefined && <div id={`${id}-help`} className={style["help"]}>{help}</div>}
      {children}
      {error !== undefined && <div id={`${id}-error`} className={style["error"]} role="alert">{error}</div>}
    </div>
  );
}

function described(id: string, { help, error }: Said): { id: string; "aria-describedby"?: string; "aria-invalid"?: true } {
  const ids = [help === undefined ? "" : `${id}-help`, error === undefined ? "" : `${id}-error`].filter(Boolean).join(" ");
  return { id, ...(ids ? { "aria-describedby": ids } : {}), ...(error === undefined ? {} : { "aria-invalid": true }) };
}

export function TextField({ label, help, error, ...rest }: Untold & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return <Frame label={label} help={help} error={error} id={id}><input {...rest} {...described(id, { label, help, error })} /></Frame>;
}

export function TextArea({ label, help, error, ...rest }: Untold & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  return <Frame label={label} help={help} error={error} id={id}><textarea rows={3} {...rest} {...described(id, { label, help, error })} /></Frame>;
}

export function Select({ label, help, error, told, children, ...rest }: Said & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  return <Frame label={label} help={help} error={error} {...(told === undefined ? {} : { told })} id={id}><select {...rest} {...described(id, { label, help, error })}>{children}</select></Frame>;
}

export function Checkbox({ label, help, ...rest }: Omit<Untold, "error"> & InputHTMLAttributes<HTMLInputElement>) {
  const id = useId();
  return (
    <div className={style["check"]}>
      <input type="checkbox" {...rest} {...described(id, { label, help })} />
      <label htmlFor={id}>{label}{help !== undefined && <span id={`${id}-help`} className={style["help"]}>{help}</span>}</label>
    </div>
  );
}
