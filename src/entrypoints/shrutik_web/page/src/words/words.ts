/** What the page says, in the reader's language: keys of the catalogues, plurals, numbers and times. */
import { createContext, useContext, useEffect, useState } from "react";
import { Catalogue } from "./catalogue.ts";
import { directionOf, LAST_RESORT, PSEUDO, REMEMBERED } from "./choice.ts";
import { saidTime } from "./times.ts";

type Values = Readonly<Record<string, string | number>>;
export type Words = {
  /** A code of `LANGUAGES`, or `PSEUDO`. */
  locale: string;
  dir: "ltr" | "rtl";
  /** The words of a key; a key that no catalogue has is shown as it is. */
  t: (key: string, values?: Values) => string;
  /** The same; null if there are none, or if they ask for a value that is not given. */
  find: (key: string, values?: Values) => string | null;
  number: (value: number, options?: Intl.NumberFormatOptions) => string;
  date: (value: string | number | Date, options?: Intl.DateTimeFormatOptions) => string;
  setLocale: (locale: string) => void;
};

/** What stands around every screen is wanted from the beginning. */
const wanted = new Set(["common"]);
const opened = new Map<string, Catalogue>();

/** Loads the words of these sections, now and in whatever language is chosen later. */
export async function bringWords(sections: readonly string[]): Promise<void> {
  for (const section of sections) wanted.add(section);
  await Promise.all([...opened.values()].map((catalogue) => catalogue.bring(wanted)));
}

/** Words that a screen does without until something happens: what did not come keeps no other words back. */
async function bringLate(section: string): Promise<void> {
  await Promise.all([...opened.values()].map((catalogue) => catalogue.bring([section])));
  wanted.add(section);
}

/** Whether the words of a section are there, which are brought when they are first needed; "failed" without a network. */
export function useLateWords(section: string): "coming" | "there" | "failed" {
  const [state, setState] = useState<"coming" | "there" | "failed">(wanted.has(section) ? "there" : "coming");
  useEffect(() => {
    let shown = true;
    const become = (next: "there" | "failed"): void => { if (shown) setState(next); };
    bringLate(section).then(() => { become("there"); }, () => { become("failed"); });
    return () => { shown = false; };
  }, [section]);
  return state;
}

function catalogueOf(locale: string): Catalogue {
  const catalogue = opened.get(locale) ?? new Catalogue(locale);
  opened.set(locale, catalogue);
  return catalogue;
}

/** The words of a language for all that is on the screen, whole, before anything is shown in it. */
export async function loadWords(locale: string, setLocale: (locale: string) => void): Promise<Words> {
  const pseudo = locale === PSEUDO;
  const base = pseudo ? LAST_RESORT : locale;
  const catalogue = catalogueOf(base);
  await catalogue.bring(wanted);
  const keep = (next: string): void => {
    localStorage.setItem(REMEMBERED, next);
    setLocale(next);
  };
  return {
    locale,
    dir: pseudo ? "rtl" : directionOf(base),
    t: (key, values) => (pseudo ? mirrored(catalogue.say(key, values)) : catalogue.say(key, values)),
    find: (key, values) => {
      const found = catalogue.find(key, values);
      return pseudo && found !== null ? mirrored(found) : found;
    },
    number: (value, options) => new Intl.NumberFormat(base, options).format(value),
    date: (value, options) => saidTime(base, new Date(value), options),
    setLocale: keep,
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
