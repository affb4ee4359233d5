/** A text in several languages: one field for each, and another language on request. */
import { useState, type ReactNode } from "react";
import { useLanguages } from "../../../api/languages.ts";
import { Button } from "../../../parts/button.tsx";
import { TextArea } from "../../../parts/field.tsx";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { LanguageField } from "./language-field.tsx";

type Shape = { label: string; help: ReactNode; name: string; texts: Readonly<Record<string, string>>; first: readonly string[]; longest: number; rows?: number; required?: string };

/** The fields are named `name.tag`; `first` are shown although there is no text in them yet. */
export function Texts({ label, help, name, texts, first, longest, rows = 4, required }: Shape) {
  const { t } = useWords();
  const languageOf = useLanguages();
  const [more, setMore] = useState<readonly string[]>([]);
  const [next, setNext] = useState("");
  const tags = [...new Set([...first, ...Object.keys(texts), ...more])];
  const add = (): void => {
    if (!/^[a-zA-Z]{2,8}(-[a-zA-Z0-9]{1,8})*$/.test(next)) return;
    setMore([...more, next]);
    setNext("");
  };
  return (
    <fieldset className={style["texts"]}>
      <legend>{label}</legend>
      <p className={style["soft"]}>{help}</p>
      {tags.map((tag) => {
        const language = languageOf(tag);
        return <TextArea key={tag} label={language.endonym} name={`${name}.${tag}`} lang={tag} dir={language.direction} rows={rows} maxLength={longest} defaultValue={texts[tag] ?? ""} required={tag === required} />;
      })}
      <div className={style["inline"]}>
        <LanguageField label={t("admin.another_language")} value={next} onChange={setNext} />
        <Button onClick={add} disabled={next === ""}>{t("admin.add")}</Button>
      </div>
    </fieldset>
  );
}
