/** A field for a password that can be looked at while it is typed. */
import { useState, type ReactNode } from "react";
import { useWords } from "../words/words.ts";
import { Checkbox, TextField } from "./field.tsx";

type Shape = { label: string; help?: string; error?: ReactNode; name: string; isNew?: boolean };

export function PasswordField({ label, help, error, name, isNew = false }: Shape) {
  const { t } = useWords();
  const [shown, setShown] = useState(false);
  return (
    <div>
      <TextField label={label} error={error} {...(help === undefined ? {} : { help })} name={name} type={shown ? "text" : "password"} dir="ltr" required {...(isNew ? { minLength: LEAST } : {})} autoComplete={isNew ? "new-password" : "current-password"} autoCapitalize="none" spellCheck={false} />
      <Checkbox label={t("parts.show_typed")} checked={shown} onChange={(event) => { setShown(event.target.checked); }} />
    </div>
  );
}

/** The server's own least length of a new password, in characters. */
const LEAST = 8;
