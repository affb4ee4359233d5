/** Fields of a consent document: its version, its text in several languages, and what is asked for. */
import { useState, type ReactNode } from "react";
import { Checkbox, TextField } from "../../../parts/field.tsx";
import type { Message } from "../../../api/client.ts";
import { useWords } from "../../../words/words.ts";
import style from "../admin.module.css";
import { line, textsByTag } from "../entries.ts";
import { Texts } from "./texts.tsx";

type Shape = { language: string; wrong: (field: string) => ReactNode; prefix: string; texts?: Readonly<Record<string, string>>; purposes?: readonly string[] };
const OPTIONAL = ["publish", "contact"] as const;

/** This month, by which versions are told apart well enough. */
function thisMonth(): string {
  return new Date().toISOString().slice(0, 7);
}

export function ConsentFields({ language, wrong, prefix, texts = {}, purposes = ["record", "publish"] }: Shape) {
  const { t } = useWords();
  const [month] = useState(thisMonth);
  return (
    <>
      <TextField label={t("admin.consent_version")} help={t("admin.consent_version_help")} name="version" required maxLength={40} defaultValue={month} dir="ltr" error={wrong(`${prefix}version`)} />
      <Texts label={t("admin.consent_text")} help={wrong(`${prefix}text`) ?? t("admin.consent_text_help")} name="consent" texts={texts} first={[...new Set([language, "en"])].filter(Boolean)} longest={20_000} rows={7} required={language} />
      <fieldset>
        <legend className={style["legend"]}>{t("admin.purposes")}</legend>
        <Checkbox label={t("admin.purpose_record")} help={t("admin.purpose_record_help")} checked disabled readOnly />
        {OPTIONAL.map((one) => <Checkbox key={one} label={t(`admin.purpose_${one}`)} help={t(`admin.purpose_${one}_help`)} name={`purpose.${one}`} defaultChecked={purposes.includes(one)} />)}
      </fieldset>
    </>
  );
}

/** The text in the main language, all others as its translations. */
export function consentOf(entries: FormData, language: string): Message<"ConsentDraftRequest"> {
  const { [language]: text = "", ...translations } = textsByTag(entries, "consent");
  return {
    version: line(entries, "version"),
    text,
    language,
    translations,
    purposes: ["record", ...OPTIONAL.filter((one) => entries.has(`purpose.${one}`))],
    replaces: entries.has("replaces"),
  };
}
