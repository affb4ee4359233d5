/** Characters of a script that phones and foreign keyboards lack, by language: data, not code. */

/** Groups of characters, each with the key of its name. */
export type Group = { name: string; characters: readonly string[] };

const COMBINING = "◌";
const group = (name: string, characters: string): Group => ({ name, characters: characters.split(" ") });

const BENGALI: readonly Group[] = [
  group("signs", "ঁ ং ঃ ্ ৎ ় । ॥ ঽ \u200c \u200d"),
  group("vowels", "া ি ী ু ূ ৃ ে ৈ ো ৌ"),
  group("letters", "অ আ ই ঈ উ ঊ ঋ এ ঐ ও ঔ ড় ঢ় য় ঙ ঞ ণ ষ ক্ষ জ্ঞ"),
  group("digits", "০ ১ ২ ৩ ৪ ৫ ৬ ৭ ৮ ৯ ৳"),
];
const DEVANAGARI: readonly Group[] = [
  group("signs", "ँ ं ः ् ़ ऽ । ॥ \u200c \u200d"),
  group("vowels", "ा ि ी ु ू ृ े ै ो ौ ॉ"),
  group("digits", "० १ २ ३ ४ ५ ६ ७ ८ ९ ₹"),
];
const ARABIC: readonly Group[] = [group("signs", "َ ُ ِ ّ ْ ٰ ء ئ ؤ آ ں ے ، ؛ ؟ ۔ \u200c")];

const BY_LANGUAGE: Readonly<Record<string, readonly Group[]>> = {
  bn: BENGALI, as: [group("letters", "ৰ ৱ"), ...BENGALI], ctg: BENGALI, syl: BENGALI, rkt: BENGALI, mni: BENGALI,
  hi: DEVANAGARI, mr: DEVANAGARI, ne: DEVANAGARI, sa: DEVANAGARI, ar: ARABIC, fa: ARABIC, ur: ARABIC, ps: ARABIC,
};

/** None if the language's keyboards are thought to have all. */
export function charactersOf(language: string): readonly Group[] {
  return BY_LANGUAGE[language.toLowerCase().split("-")[0] ?? ""] ?? [];
}

/** A character as it is shown alone: a mark on a ring, a joiner by its name. */
export function shown(character: string): string {
  if (character === "\u200c") return "ZWNJ";
  if (character === "\u200d") return "ZWJ";
  return /^\p{M}/u.test(character) ? COMBINING + character : character;
}
