/** What the page says, in the reader's language: keys of the catalogues, plurals, numbers and times. */
import { setupI18n, type Messages } from "@lingui/core";
import { createContext, useContext, useEffect, useState } from "react";

const LOADERS = {
  bn: import.meta.glob<Messages>("./bn/*.json", { import: "default" }),
  en: import.meta.glob<Messages>("./en/*.json", { import: "default" }),
};

/** What only one part of the page says comes with that part. */
const LATER = {
  bn: import.meta.glob<Messages>("./bn/later/*.json", { import: "default" }),
  en: import.meta.glob<Messages>("./en/later/*.json", { import: "default" }),
};

export type Locale = keyof typeof LOADERS | "ar-XB";
/** The name of each language in itself. */
export const LOCALES: Readonly<Record<keyof typeof LOADERS, string>> = { bn: "বাংলা", en: "English" };

type Values = Readonly<Record<string, string | number>>;
export type Words = {
  locale: Locale;
  dir: "ltr" | "rtl";
  /** The words of a key; a key that no catalogue has is shown as it is. */
  t: (key: string, values?: Values) => string;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  date: (value: string | number | Date, options?: Intl.DateTimeFormatOptions) => string;
  setLocale: (locale: Locale) => void;
  /** Knows from then on what a part of the page says that is opened later. */
  learn: (part: string) => Promise<void>;
};

const REMEMBERED = "shrutik-locale";

/** The language that was chosen, else the first of the browser's that there is, else English. */
export function firstLocale(): Locale {
  const asked = new URLSearchParams(globalThis.location.search).get("locale") ?? localStorage.getItem(REMEMBERED);
  const wished = [asked, ...navigator.languages].filter((one) => one !== null);
  for (const one of wished) {
    if (one === "ar-XB") return one;
    const short = one.split("-")[0] ?? "";
    if (short in LOCALES) return short as Locale;
  }
  return "en";
}

/** The words of a language, whole, before anything is shown in it. */
export async function loadWords(locale: Locale, setLocale: (locale: Locale) => void): Promise<Words> {
  const base = locale === "ar-XB" ? "en" : locale;
  const parts = await Promise.all(Object.values(LOADERS[base]).map((load) => load()));
  const i18n = setupI18n({ locale: base, messages: { [base]: Object.assign({}, ...parts) as Messages } });
  const pseudo = locale === "ar-XB";
  const keep = (next: Locale): void => {
    localStorage.setItem(REMEMBERED, next);
    setLocale(next);
  };
  return {
    locale,
    dir: pseudo ? "rtl" : "ltr",
    t: (key, values) => (pseudo ? mirrored(i18n._(key, values)) : i18n._(key, values)),
    number: (value, options) => new Intl.NumberFormat(base, options).format(value),
    date: (value, options) => new Intl.DateTimeFormat(base, options).format(new Date(value)),
    setLocale: keep,
    learn: async (part) => {
      const messages = await LATER[base][`./${base}/later/${part}.json`]?.();
      if (messages !== undefined) i18n.load(base, messages);
    },
  };
}

/** Each word between marks that make it run from right to left: what was not translated stands out. */
function mirrored(text: string): string {
  return text.replace(/\p{L}[\p{L}\p{M}'’]*/gu, (word) => `\u202E${word}\u202C`);
}

export const WordsContext = createContext<Words | null>(null);

export function useWords(): Words {
  const words = useContext(WordsContext);
  if (words === null) throw new Error("There are no words above this part of the page.");
  return words;
}

/** Whether the words of a part of the page are known by now; asks for them. */
export function useWordsOf(part: string): boolean {
  const words = useWords();
  const [known, setKnown] = useState<Words | null>(null);
  useEffect(() => {
    let wanted = true;
    void words.learn(part).then(() => {
      if (wanted) setKnown(words);
    });
    return () => {
      wanted = false;
    };
  }, [words, part]);
  return known === words;
}
