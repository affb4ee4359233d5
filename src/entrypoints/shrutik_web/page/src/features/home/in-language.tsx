/** A piece of the page in another language than the rest: a collection speaks its own, if the page knows it. */
import { useEffect, useState, type ReactNode } from "react";
import { LANGUAGES, PSEUDO } from "../../words/choice.ts";
import { loadWords, useWords, WordsContext, type Words } from "../../words/words.ts";

/** The language of the page for a BCP 47 tag, if there is one. */
export function localeOf(tag: string): string | null {
  const short = tag.split("-")[0] ?? "";
  return LANGUAGES.has(short) ? short : null;
}

export function InLanguage({ tag, children }: { tag: string; children: ReactNode }) {
  const around = useWords();
  const locale = localeOf(tag);
  const foreign = locale !== null && locale !== around.locale && around.locale !== PSEUDO;
  const loaded = useLoaded(foreign ? locale : null, around.setLocale);
  if (!foreign || loaded === null) return children;
  return <WordsContext value={loaded}><div lang={loaded.locale} dir={loaded.dir}>{children}</div></WordsContext>;
}

function useLoaded(locale: string | null, setLocale: (locale: string) => void): Words | null {
  const [words, setWords] = useState<Words | null>(null);
  useEffect(() => {
    if (locale === null) return;
    let wanted = true;
    void loadWords(locale, setLocale).then((loaded) => {
      if (wanted) setWords(loaded);
    });
    return () => {
      wanted = false;
    };
  }, [locale, setLocale]);
  return words;
}
