/** The text of a consent as it is read or heard, in a language of choice, and what it asks for. */
import { useQuery } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { Message } from "../../api/client.ts";
import { useLanguages } from "../../api/languages.ts";
import { consentAhead } from "../../outbox/ahead.ts";
import { spokenId, useMedium } from "../../outbox/media.ts";
import { Checkbox, Select } from "../../parts/field.tsx";
import { Waiting } from "../../parts/note.tsx";
import { NotLoaded } from "../../parts/not-loaded.tsx";
import { Card } from "../../parts/sheet.tsx";
import { useWords } from "../../words/words.ts";
import style from "./record.module.css";

type Collection = Message<"CollectionMessage">;
export type Document = Message<"ConsentDocumentMessage">;
export type Purpose = Message<"Purpose">;
const PURPOSES: readonly Purpose[] = ["record", "publish", "contact"];

/** The text in force, once it has come. */
export function ConsentText({ collection, children }: { collection: Collection; children: (document: Document) => ReactNode }) {
  const { t, locale } = useWords();
  const offered = collection.consent.languages;
  const [language, setLanguage] = useState(() => nearest(offered, locale, collection.language));
  const text = useQuery({
    queryKey: ["consent", collection.id, collection.consent.version, language],
    queryFn: () => consentAhead(collection.slug, language),
    staleTime: Infinity,
  });
  const languages = useLanguages();
  return (
    <>
      {offered.length > 1 && (
        <Select label={t("record.consent_language")} value={language} onChange={(event) => { setLanguage(event.target.value); }}>
          {offered.map((tag) => <option key={tag} value={tag} lang={tag}>{languages(tag).endonym}</option>)}
        </Select>
      )}
      {text.isPending && <Waiting />}
      {text.isError && <NotLoaded asked={text} />}
      {text.data !== undefined && children(text.data)}
    </>
  );
}

export function ConsentDocument({ document }: { document: Document }) {
  const { t } = useWords();
  const { direction } = useLanguages()(document.language);
  const heard = useMedium(spokenId(document), document.audio[document.language]);
  return (
    <Card>
      {/* The text itself stands below what is heard. */}
      {/* eslint-disable-next-line jsx-a11y/media-has-caption */}
      {heard !== null && <audio controls preload="none" src={heard} className={style["sound"]} aria-label={t("record.consent_hear")} />}
      <div className={style["document"]} lang={document.language} dir={direction}>{document.text}</div>
      <p className={style["soft"]}>{t("record.consent_facts", { licence: document.licence, version: document.version })}</p>
    </Card>
  );
}

/** To what a person agrees at first: all but what is only for their convenience. */
export function firstPurposes(document: Document): readonly Purpose[] {
  return document.purposes.filter((one) => one !== "contact");
}

type Choice = { document: Document; purposes: readonly Purpose[]; disabled?: boolean; onChange: (purposes: readonly Purpose[]) => void };

export function Purposes({ document, purposes, disabled = false, onChange }: Choice) {
  const { t } = useWords();
  return (
    <fieldset disabled={disabled}>
      <legend className={style["legend"]}>{t("record.consent_to")}</legend>
      {inOrder(document.purposes).map((purpose) => (
        <Checkbox
          key={purpose}
          label={t(`record.purpose_${purpose}`)}
          help={t(`record.purpose_${purpose}_help`)}
          checked={purposes.includes(purpose)}
          disabled={purpose === "record"}
          onChange={(event) => { onChange(event.target.checked ? [...purposes, purpose] : purposes.filter((one) => one !== purpose)); }}
        />
      ))}
    </fieldset>
  );
}

/** First what is done first: without being recorded nothing is published. */
function inOrder(purposes: readonly Purpose[]): Purpose[] {
  return PURPOSES.filter((one) => purposes.includes(one));
}

/** The reader's language if there is a text in it, else the collection's, else the first. */
export function nearest(offered: readonly string[], locale: string, own: string): string {
  const short = (tag: string): string => tag.split("-")[0] ?? tag;
  const found = [locale, own].map((wish) => offered.find((tag) => short(tag) === short(wish))).find((one) => one !== undefined);
  return found ?? offered[0] ?? own;
}
