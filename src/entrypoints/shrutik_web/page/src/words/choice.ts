/** Which languages the page has, and which of them the reader wants; nothing heavy is needed to know it. */
import languages from "virtual:languages";

/** For tests: English words that run from right to left. */
export const PSEUDO = "ar-XB";
export const LAST_RESORT = "en";
export const REMEMBERED = "shrutik-locale";

/** The languages of the page by their codes, each with its name in itself. */
export const LANGUAGES: ReadonlyMap<string, string> = new Map(Object.entries(languages).map(([code, { name }]) => [code, name]));

export function directionOf(locale: string): "ltr" | "rtl" {
  return languages[locale]?.dir ?? "ltr";
}

/** The language that was chosen, else the first of the browser's that there is, else English. */
export function firstLocale(): string {
  const asked = new URLSearchParams(globalThis.location.search).get("locale") ?? localStorage.getItem(REMEMBERED);
  const wished = [asked, ...navigator.languages].filter((one) => one !== null);
  for (const one of wished) {
    if (one === PSEUDO) return one;
    const short = one.split("-")[0] ?? "";
    if (LANGUAGES.has(short)) return short;
  }
  return LAST_RESORT;
}

/** Ask for sections of the words before the page that says them has come. */
export function foreseeWords(sections: readonly string[]): void {
  const locale = firstLocale();
  const catalogue = languages[locale === PSEUDO ? LAST_RESORT : locale]?.sections;
  for (const section of sections) catalogue?.[section]?.().catch(() => {
    // It is asked for again when it is needed, and told then.
  });
}
